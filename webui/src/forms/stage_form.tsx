// One stage of a path: who gets a release then, and what has to be so before.

import type {JSX} from 'preact';

import {t} from '../messages/messages';
import {ChoiceIn, Further, Kept, ManyIn, Rows, TextIn, Told, WordsIn} from './inputs';
import type {Part} from './part';

const kGate = ['bake', 'survived', 'confirmed', 'failed', 'silent', 'by', 'watch'];
const kKnown = ['groups', 'soak', 'gate', 'checks', 'approve', 'approve_high_risk', 'window', 'ramp'];
export const kStageFields = [
  ...kKnown, ...kGate.map((one) => 'gate.' + one), 'ramp.*', 'ramp.*.to', 'ramp.*.hold',
  ...['approve', 'approve_high_risk'].flatMap((one) =>
      [`${one}.*`, `${one}.*.role`, `${one}.*.people`, `${one}.*.ask`]),
];

const kAsks = [
  {value: 'ticket', label: t('approve.ticket')}, {value: 'report', label: t('approve.report')},
  {value: 'decision', label: t('approve.decision')},
];

function Gate({part, earlier}: {part: Part; earlier: string[]}): JSX.Element {
  return (
    <>
      <Told told={part.told} />
      <TextIn part={part.at('bake')} name="bake" example="1d" />
      <TextIn part={part.at('survived')} name="survived" example="80%" />
      <TextIn part={part.at('silent')} name="silent" example="3%" />
      <TextIn part={part.at('failed')} name="failed" example="1%" />
      <TextIn part={part.at('confirmed')} name="confirmed" example="5" />
      <WordsIn part={part.at('by')} name="by" example="model" />
      <ManyIn part={part.at('watch')} name="watch" of={earlier} />
      <Kept part={part} known={kGate} />
    </>
  );
}

function Approvals({part, name}: {part: Part; name: 'approve' | 'approve_high_risk'}): JSX.Element {
  return (
    <Rows part={part} name={name} add={t('forms.approve_add')} fresh={{role: 'release-manager', people: '1'}}
        row={(item) => (
          <>
            <TextIn part={item.at('role')} name="role" needed example="release-manager" />
            <TextIn part={item.at('people')} name="people" example="1" />
            <ManyIn part={item.at('ask')} name="ask" of={kAsks} />
            <Kept part={item} known={['role', 'people', 'ask']} />
          </>
        )} />
  );
}

export interface Names { feeds: string[]; groups: string[]; calendars: string[] }

/** `earlier`: the groups of the stages before; none for the first one. */
export function StageForm({part, names, earlier}: {part: Part; names: Names; earlier: string[]}): JSX.Element {
  const gate = part.at('gate');
  const has = (...keys: string[]) => keys.some((key) => part.at(key).value !== undefined);
  return (
    <>
      <Told told={part.told} />
      <ManyIn part={part.at('groups')} name="groups" of={names.groups} />
      <TextIn part={part.at('soak')} name="soak" example="1d" />
      {earlier.length || gate.value !== undefined ? (
        <Further title={t('forms.gate')} open={gate.value !== undefined}>
          <Gate part={gate} earlier={earlier} />
        </Further>
      ) : null}
      <Further title={t('forms.people_asked')} open={has('approve', 'approve_high_risk', 'checks')}>
        <Approvals part={part.at('approve')} name="approve" />
        <Approvals part={part.at('approve_high_risk')} name="approve_high_risk" />
        <WordsIn part={part.at('checks')} name="checks" example="bench" />
      </Further>
      <Further title={t('forms.when')} open={has('window', 'ramp')}>
        <ChoiceIn part={part.at('window')} name="window" none={t('forms.always')} of={names.calendars} />
        <Rows part={part.at('ramp')} name="ramp" add={t('forms.ramp_add')} fresh={{to: ''}} row={(item) => (
          <>
            <TextIn part={item.at('to')} name="ramp_to" needed example="10%" />
            <TextIn part={item.at('hold')} name="ramp_hold" example="4h" />
            <Kept part={item} known={['to', 'hold']} />
          </>
        )} />
      </Further>
      <Kept part={part} known={kKnown} />
    </>
  );
}
