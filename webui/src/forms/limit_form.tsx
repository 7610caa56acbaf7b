// A limit: what the policy itself pins, holds, allows or blocks, and how far behind a group stays.

import type {JSX} from 'preact';

import {t} from '../messages/messages';
import {ChoiceIn, FlagIn, Kept, ManyIn, Rows, TextIn, Told} from './inputs';
import type {Part} from './part';
import {keysAt, namesAt} from './tree';

const kKnown = ['feed', 'groups', 'lag', 'pin', 'hold', 'floor', 'allow', 'block', 'why'];
export const kLimitFields: ReadonlySet<string> = new Set([...kKnown, 'allow.from', 'allow.to', 'block.*']);

export function LimitForm({part, text}: {part: Part; text: string}): JSX.Element {
  const allow = part.at('allow');
  return (
    <div class="fields">
      <Told told={part.told} />
      <ChoiceIn part={part.at('feed')} name="limit_feed" of={keysAt(text, ['feeds'])} />
      <ManyIn part={part.at('groups')} name="limit_groups" of={namesAt(text, ['groups'])} alone />
      <TextIn part={part.at('lag')} name="lag" example="1" />
      <TextIn part={part.at('pin')} name="pin" />
      <TextIn part={part.at('floor')} name="floor" />
      <TextIn part={allow.at('from')} name="allow_from" />
      <TextIn part={allow.at('to')} name="allow_to" />
      <Told told={allow.told} />
      <Rows part={part.at('block')} name="block" add={t('forms.block_add')} fresh=""
          row={(item) => <TextIn part={item} name="blocked" needed />} />
      <FlagIn part={part.at('hold')} name="hold" />
      <TextIn part={part.at('why')} name="why" />
      <Kept part={part} known={kKnown} />
    </div>
  );
}
