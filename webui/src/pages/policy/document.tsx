// The document in force, and another text for it: written here, checked line by line, held against the
// one in force, and put in force or asked for.

import type {JSX, RefObject} from 'preact';
import {useEffect, useRef, useState} from 'preact/hooks';
import type {Revision} from 'relay-api';

import {applyPolicy} from '../../acts/policy';
import {useAsked} from '../../api/asked';
import {session} from '../../api/client';
import {say, t} from '../../messages/messages';
import {AskButton, Notice} from '../../parts/notice';
import {Badge} from '../../parts/badge';
import {When} from '../../parts/time';
import {type Route, goTo, hrefTo} from '../../router';
import {Failed} from '../../parts/states';
import {StillDialog} from '../../parts/still';
import {useChecked} from './checked';
import type {Code} from './code';
import {CodeView, useLine} from './code_view';
import {draft, give, given, madeFrom} from './draft';
import {Effects, Problems, Sentences} from './findings';

/** The text of an earlier revision becomes the draft, and no other one is lost by that unasked. */
function GoingBack({from, inForce}: {from: string; inForce: Revision}): JSX.Element | null {
  const {value, problem} = useAsked<Revision>(`policy/revision?number=${encodeURIComponent(from)}`);
  const away = () => goTo(hrefTo('policy'));
  const go = () => {
    if (value) give(madeFrom(inForce, value.text));
    away();
  };
  const asks = draft.value !== null && draft.value.text !== value?.text;
  useEffect(() => { if (value && !asks) go(); }, [value]);
  if (problem) return <Failed problem={problem} again={async () => away()} />;
  return value && asks ? (
    <StillDialog title={t('policy.go_back_ask', {number: from})} what={t('policy.draft_lost')}
        still={t('policy.go_back_still')} stay={away} go={go} />
  ) : null;
}

function ThrowAway(): JSX.Element {
  const [wants, setWants] = useState(false);
  return (
    <>
      <button type="button" class="small quiet" onClick={() => setWants(true)}>{t('policy.throw_away')}</button>
      {wants ? (
        <StillDialog title={t('policy.throw_away_ask')} what={t('policy.draft_lost')} still={t('policy.throw_it_away')}
            stay={() => setWants(false)} go={() => give(null)} />
      ) : null}
    </>
  );
}

function Overtaken({inForce}: {inForce: Revision}): JSX.Element | null {
  const own = draft.value;
  if (!own || own.base === inForce.digest) return null;
  return (
    <Notice tone="warning" actions={(
      <button type="button" class="small" onClick={() => { draft.value = madeFrom(inForce, own.text); }}>
        {t('policy.take_as_base')}
      </button>
    )}>
      {t('policy.overtaken', {number: own.number, now: inForce.number})}
    </Notice>
  );
}

/** From problem to problem, for who knows no keys. */
function Moves({code}: {code: RefObject<Code>}): JSX.Element {
  return (
    <div class="actions">
      <button type="button" class="small" onClick={() => code.current?.toNext()}>{t('policy.next_problem')}</button>
      <button type="button" class="small" onClick={() => code.current?.toPrevious()}>
        {t('policy.previous_problem')}
      </button>
    </div>
  );
}

export function PolicyDocument({inForce, route}: {inForce: Revision; route: Route}): JSX.Element {
  const {from, compare} = route.query;
  const [compares, setCompares] = useState(compare !== undefined);
  const code = useRef<Code>(null);
  useLine(code, route);
  const own = draft.value;
  const text = own?.text ?? inForce.text;
  const {check, problem: unchecked} = useChecked(own ? text : null, inForce.digest);
  const may = session.value?.roles.some((one) => one.role === 'policy-editor' && !one.feed && !one.group) ?? false;
  const changed = (next: string) => {
    if (next === text) return;
    draft.value = next === inForce.text ? null : {...(own ?? madeFrom(inForce, next)), text: next};
  };
  return (
    <>
      {from ? <GoingBack key={from} from={from} inForce={inForce} /> : null}
      <Overtaken inForce={inForce} />
      <div class="policy">
        <section class="card written" aria-labelledby="text-title">
          <div class="block-head">
            <h2 id="text-title">{own ? t('policy.new_text') : t('policy.in_force', {number: inForce.number})}</h2>
            <span class="faint">
              {own ? t('policy.made_from', {number: own.number})
                : say('policy.by', {person: inForce.actor, time: <When at={inForce.at} />, reason: inForce.reason})}
            </span>
            {own ? (
              <label class="compare">
                <input type="checkbox" checked={compares}
                    onChange={({currentTarget}) => setCompares(currentTarget.checked)} />{' '}{t('policy.compare')}
              </label>
            ) : null}
          </div>
          <div class="written-keys">
            <p class="faint">{t('policy.keys')}</p>
            <button type="button" class="small" onClick={() => code.current?.find()}>{t('policy.find')}</button>
          </div>
          <CodeView text={text} anew={`${given.value} ${inForce.digest}`} label={t('policy.text')} changed={changed}
              handle={code} before={own && compares ? inForce.text : null} problems={check?.problems} />
        </section>
        <aside class="card block found" aria-labelledby="found-title">
          <h2 id="found-title">{t('policy.found')}</h2>
          <div role="status">
            {!own ? <p class="faint">{t('policy.begin')}</p>
              : check ? (check.good ? <Badge tone="good">{t('policy.good')}</Badge>
                : <Badge tone="danger">{t('policy.bad')}</Badge>)
                : <p class={unchecked ? 'problem' : 'faint'}>{unchecked || t('policy.checking')}</p>}
          </div>
          {check ? (
            <>
              {check.problems.length ? <Moves code={code} /> : null}
              <Problems of={check.problems} goTo={(line, column) => code.current?.goTo(line, column)} />
              {check.good ? <Sentences title={t('policy.weaker')} of={check.weaker} /> : null}
              {check.good ? <Sentences title={t('policy.differences')} of={check.differences} /> : null}
            </>
          ) : null}
          {own ? (
            <div class="actions">
              {may && check?.good && own.base === inForce.digest ? (
                <AskButton kind="primary" wish={() => applyPolicy(own.text, own.base, check, () => give(null))}>
                  {t('policy.apply')}
                </AskButton>
              ) : null}
              <ThrowAway />
            </div>
          ) : null}
          {own && !may ? <p class="faint">{t('approvals.needs_role', {role: 'policy-editor'})}</p> : null}
        </aside>
      </div>
      {own && check?.good ? <Effects check={check} /> : null}
    </>
  );
}
