// A path: what travels on it, its stages in their order, and how long anybody has patience.

import type {JSX} from 'preact';

import {t} from '../messages/messages';
import {kClasses} from './feed_form';
import {ChoiceIn, Further, Kept, ManyIn, TextIn, Told} from './inputs';
import {type Part, itemsOf, textsOf} from './part';
import {type Names, StageForm, kStageFields} from './stage_form';
import {keysAt, namesAt} from './tree';

const kPatience = ['freshness.ceiling', 'freshness.then', 'no_evidence.after', 'no_evidence.then'];
const kKnown = ['name', 'for', 'stages', 'freshness', 'no_evidence'];
export const kPathFields: ReadonlySet<string> = new Set([
  ...kKnown, 'for.feed', 'for.class', ...kPatience, 'stages.*', ...kStageFields.map((one) => 'stages.*.' + one),
]);

function Stages({part, names}: {part: Part; names: Names}): JSX.Element {
  const stages = itemsOf(part.value);
  const groupsBefore = (index: number) =>
      stages.slice(0, index).flatMap((_, i) => textsOf(part.at(i).at('groups').value));
  return (
    <>
      <Told told={part.told} />
      {stages.map((_, i) => (
        <fieldset key={i} class="stage-form fields">
          <legend class="label">{t('forms.stage', {number: i + 1})}</legend>
          <StageForm part={part.at(i)} names={names} earlier={groupsBefore(i)} />
          {stages.length > 1 ? (
            <div>
              <button type="button" class="small quiet" onClick={() => part.set(stages.filter((_one, j) => j !== i))}>
                {t('forms.stage_out', {number: i + 1})}
              </button>
            </div>
          ) : null}
        </fieldset>
      ))}
      <div>
        <button type="button" class="small" onClick={() => part.set([...stages, {}])}>{t('forms.stage_add')}</button>
      </div>
    </>
  );
}

export function PathForm({part, isNew, text}: {part: Part; isNew: boolean; text: string}): JSX.Element {
  const names = {
    feeds: keysAt(text, ['feeds']), groups: namesAt(text, ['groups']), calendars: keysAt(text, ['calendars']),
  };
  const has = (key: string) => part.at(key).value !== undefined;
  const [freshness, evidence, travels] = [part.at('freshness'), part.at('no_evidence'), part.at('for')];
  return (
    <div class="fields">
      <Told told={part.told} />
      <TextIn part={part.at('name')} name="path_name" needed readOnly={!isNew} example="intelligence" />
      <Told told={travels.told} />
      <ManyIn part={travels.at('class')} name="for_class" of={kClasses} alone />
      {names.feeds.length ? <ManyIn part={travels.at('feed')} name="for_feed" of={names.feeds} alone /> : null}
      <Kept part={travels} known={['feed', 'class']} />
      <Stages part={part.at('stages')} names={names} />
      <Further title={t('forms.patience')} open={has('freshness') || has('no_evidence')}>
        <Told told={freshness.told} />
        <TextIn part={freshness.at('ceiling')} name="ceiling" example="24h" />
        <ChoiceIn part={freshness.at('then')} name="ceiling_then" none={t('forms.left_out')}
            of={['alarm', 'advance']} />
        <Kept part={freshness} known={['ceiling', 'then']} />
        <Told told={evidence.told} />
        <TextIn part={evidence.at('after')} name="evidence_after" example="12h" />
        <ChoiceIn part={evidence.at('then')} name="evidence_then" none={t('forms.left_out')}
            of={['hold', 'ask', 'open']} />
        <Kept part={evidence} known={['after', 'then']} />
      </Further>
      <Kept part={part} known={kKnown} />
    </div>
  );
}
