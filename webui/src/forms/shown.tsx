// Which form is for what.

import type {JSX} from 'preact';

import {FeedForm, kFeedFields} from './feed_form';
import {GroupForm, kGroupFields} from './group_form';
import {LimitForm, kLimitFields} from './limit_form';
import type {Part} from './part';
import type {Kind} from './parts_of_policy';
import {PathForm, kPathFields} from './path_form';

interface Shown {
  fields: ReadonlySet<string>;  ///< Those that can show what is wrong with them.
  show: (part: Part, isNew: boolean, text: string) => JSX.Element;
}

const kForms: Record<Kind, Shown> = {
  feed: {fields: kFeedFields, show: (part, isNew) => <FeedForm part={part} isNew={isNew} />},
  group: {fields: kGroupFields, show: (part, isNew, text) => <GroupForm part={part} isNew={isNew} text={text} />},
  path: {fields: kPathFields, show: (part, isNew, text) => <PathForm part={part} isNew={isNew} text={text} />},
  limit: {fields: kLimitFields, show: (part, _isNew, text) => <LimitForm part={part} text={text} />},
};

export const showForm = (kind: Kind): Shown => kForms[kind];
