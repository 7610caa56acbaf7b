// A group: who is in it, and how its devices are.

import type {JSX} from 'preact';
import {useState} from 'preact/hooks';

import {t} from '../messages/messages';
import {attributesIn, attributesText} from './attributes';
import {ChoiceIn, FlagIn, Kept, KeptValue, Rows, TextIn, Told} from './inputs';
import {type Part, entriesOf, textOf} from './part';
import {type Value, namesAt} from './tree';

const kKnown = ['name', 'match', 'ephemeral', 'reboot_allowance', 'cohort'];
export const kGroupFields: ReadonlySet<string> = new Set([
  ...kKnown, 'match.*', 'match.*.address', 'match.*.enrolled', 'match.*.attributes',
]);

function Attributes({part}: {part: Part}): JSX.Element {
  const [typed, setTyped] = useState('');
  const text = attributesText(part.value, typed);
  if (text === null) return <KeptValue name={t('forms.attributes')} value={part.value!} />;
  const change = (next: Value | undefined) => {
    setTyped(textOf(next));
    part.set(attributesIn(textOf(next)));
  };
  return <TextIn part={{...part, value: text, set: change}} name="attributes" example="model=t14" />;
}

function Match({part, groups}: {part: Part; groups: string[]}): JSX.Element {
  const entries = entriesOf(part.value);
  const byAddress = 'address' in entries;
  const turn = (next: string) => part.set(next === 'address' ? {address: ''} : {enrolled: '', attributes: {}});
  return (
    <>
      <ChoiceIn part={{...part, id: part.id + '-by', told: [], value: byAddress ? 'address' : 'credential',
                       set: (next) => turn(textOf(next))}} name="match_by"
          of={[{value: 'address', label: t('forms.by_address')},
               {value: 'credential', label: t('forms.by_credential')}]} />
      {byAddress ? <TextIn part={part.at('address')} name="address" needed example="10.1.9.0/24" /> : (
        <>
          <ChoiceIn part={part.at('enrolled')} name="enrolled" of={groups} none={t('forms.any_group')} />
          <Attributes part={part.at('attributes')} />
        </>
      )}
      <Kept part={part} known={['address', 'enrolled', 'attributes']} />
    </>
  );
}

export function GroupForm({part, isNew, text}: {part: Part; isNew: boolean; text: string}): JSX.Element {
  const name = textOf(part.at('name').value);
  const groups = [...new Set([...namesAt(text, ['groups']), name])].filter((one) => one && one !== 'default');
  return (
    <div class="fields">
      <Told told={part.told} />
      <TextIn part={part.at('name')} name="group_name" needed readOnly={!isNew} example="office" />
      {name === 'default' && !isNew ? <p class="hint">{t('forms.default')}</p> : (
        <Rows part={part.at('match')} name="match" add={t('forms.match_add')} fresh={{address: ''}}
            row={(item) => <Match part={item} groups={groups} />} />
      )}
      <ChoiceIn part={part.at('cohort')} name="cohort" none={t('forms.left_out')} of={['fresh', 'sticky']} />
      <TextIn part={part.at('reboot_allowance')} name="reboot_allowance" example="30m" />
      <FlagIn part={part.at('ephemeral')} name="ephemeral" />
      <Kept part={part} known={kKnown} />
    </div>
  );
}
