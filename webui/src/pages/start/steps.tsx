// The steps of the set-up that change the policy: a feed, a group, a path; then the text comes into force.

import type {JSX} from 'preact';
import {useState} from 'preact/hooks';
import type {Revision} from 'relay-api';

import {applyPolicy} from '../../acts/policy';
import {session} from '../../api/client';
import {FormFrame, Verdict, keptAs} from '../../forms/frame';
import {Lines} from '../../forms/lines_view';
import {isKept} from '../../forms/kept';
import {type FeedPreset, type PathPreset, kFeedPresets, kPathPresets, pathPreset} from '../../forms/presets';
import {t} from '../../messages/messages';
import {Radios} from '../../parts/field';
import {AskButton} from '../../parts/notice';
import {goTo, hrefTo} from '../../router';
import {useChecked} from '../policy/checked';
import {draft, give, madeFrom} from '../policy/draft';
import {Effects, Problems, Sentences} from '../policy/findings';
import {strayed, whole} from './way';

interface Properties { text: string; inForce: Revision }

const take = (inForce: Revision) => (next: string) => {
  give({...(draft.peek() ?? madeFrom(inForce, next)), text: next});
};

const kFeeds = ['clamav', 'files', 'folder'] as const satisfies readonly FeedPreset[];

export function FeedStep({text, inForce}: Properties): JSX.Element {
  const begun = () => kFeeds.find((one) => isKept(keptAs('feed', undefined, kFeedPresets[one])));
  const [preset, setPreset] = useState<FeedPreset>(() => begun() ?? 'clamav');
  return (
    <>
      <Radios id="start-feed" label={t('forms.begin_with')} value={preset}
          of={kFeeds.map((one) => ({value: one, label: t(`forms.preset_${one}`)}))}
          change={(next) => setPreset(next as FeedPreset)} />
      <FormFrame key={preset} kind="feed" text={text} base={inForce.digest} from={kFeedPresets[preset]}
          button={t('start.take')} whole={whole} done={take(inForce)} />
    </>
  );
}

export function GroupStep({text, inForce}: Properties): JSX.Element {
  return (
    <FormFrame kind="group" text={text} base={inForce.digest} from={{name: 'pilot', match: [{address: ''}]}}
        button={t('start.take')} whole={whole} done={take(inForce)} />
  );
}

export function PathStep({text, inForce}: Properties): JSX.Element {
  const content = strayed(text)[0]?.content ?? 'intelligence';
  const begun = () => kPathPresets.find((one) => isKept(keptAs('path', undefined, pathPreset(one, text, content))));
  const [preset, setPreset] = useState<PathPreset>(() => begun() ?? (content === 'intelligence' ? 'quick' : 'careful'));
  return (
    <>
      <Radios id="start-path" label={t('forms.begin_with')} value={preset}
          of={kPathPresets.map((one) => ({value: one, label: t(`start.preset_${one}`)}))}
          change={(next) => setPreset(next as PathPreset)} />
      <FormFrame key={preset + content} kind="path" text={text} base={inForce.digest}
          from={pathPreset(preset, text, content)} folded={t('start.adjust')} button={t('start.take')}
          done={take(inForce)} />
    </>
  );
}

export function ApplyStep({inForce}: {inForce: Revision}): JSX.Element {
  const own = draft.value;
  const {check, problem} = useChecked(own?.text ?? null, inForce.digest);
  const may = session.value?.roles.some((one) => one.role === 'policy-editor' && !one.feed && !one.group) ?? false;
  if (!own) return <p>{t('start.nothing_to_apply')}</p>;
  return (
    <div class="stacked">
      <div role="status"><Verdict check={check} problem={problem} /></div>
      {check ? <Problems of={check.problems} goTo={() => goTo(hrefTo('policy'))} /> : null}
      {check?.good ? <Sentences title={t('policy.weaker')} of={check.weaker} /> : null}
      {check?.good ? <Sentences title={t('policy.differences')} of={check.differences} /> : null}
      <Lines before={inForce.text} after={own.text} />
      {check?.good && check.effects.length ? <Effects check={check} /> : null}
      <div class="actions">
        {may && check?.good && own.base === inForce.digest ? (
          <AskButton kind="primary" wish={() => applyPolicy(own.text, own.base, check, () => give(null))}>
            {t('policy.apply')}
          </AskButton>
        ) : null}
        <a class="button" href={hrefTo('policy', [], {compare: 'yes'})}>{t('start.to_document')}</a>
        <button type="button" class="small quiet" onClick={() => give(null)}>{t('policy.throw_away')}</button>
      </div>
      {may ? null : <p class="faint">{t('approvals.needs_role', {role: 'policy-editor'})}</p>}
    </div>
  );
}
