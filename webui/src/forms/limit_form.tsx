// A limit: what the policy itself pins or holds, and how far behind a group stays.

import type {JSX} from 'preact';

import {ChoiceIn, FlagIn, Kept, ManyIn, TextIn, Told} from './inputs';
import type {Part} from './part';
import {keysAt, namesAt} from './tree';

const kKnown = ['feed', 'groups', 'lag', 'pin', 'hold', 'floor', 'why'];
export const kLimitFields: ReadonlySet<string> = new Set(kKnown);

export function LimitForm({part, text}: {part: Part; text: string}): JSX.Element {
  return (
    <div class="fields">
      <Told told={part.told} />
      <ChoiceIn part={part.at('feed')} name="limit_feed" of={keysAt(text, ['feeds'])} />
      <ManyIn part={part.at('groups')} name="limit_groups" of={namesAt(text, ['groups'])} alone />
      <TextIn part={part.at('lag')} name="lag" example="1" />
      <TextIn part={part.at('pin')} name="pin" />
      <TextIn part={part.at('floor')} name="floor" />
      <FlagIn part={part.at('hold')} name="hold" />
      <TextIn part={part.at('why')} name="why" />
      <Kept part={part} known={kKnown} />
    </div>
  );
}
