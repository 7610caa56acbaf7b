// The way from an account to the first release at the first device: each step as long as it is not done.

import type {ComponentChildren, JSX} from 'preact';
import {useEffect, useRef} from 'preact/hooks';
import type {Revision, Status} from 'relay-api';

import {useAsked} from '../api/asked';
import {session} from '../api/client';
import {keysAt, namesAt, treeOf} from '../forms/tree';
import {say, t} from '../messages/messages';
import {Badge} from '../parts/badge';
import {Notice} from '../parts/notice';
import {Answer} from '../parts/states';
import {hrefTo} from '../router';
import {useStatus} from '../shell/status';
import {draft} from './policy/draft';
import {Waiting} from './policy/waiting';
import {FeedRounds} from './settings/feeds';
import {EndpointLines} from './start/lines';
import {ApplyStep, FeedStep, GroupStep, PathStep} from './start/steps';
import {type Step, doneSteps, kSteps} from './start/way';

/** What may be left out stands in nobody's way. */
const kOptional: Step = 'factor';

/** What a step that is done has led to. */
function Result({step, text}: {step: Step; text: string}): ComponentChildren {
  switch (step) {
    case 'account': return t('start.you_are', {name: session.value?.name ?? ''});
    case 'feed': return keysAt(text, ['feeds']).join(', ');
    case 'group': return namesAt(text, ['groups']).join(', ');
    case 'path': return namesAt(text, ['paths']).join(', ');
    default: return null;
  }
}

function Content({step, text, inForce, status}: {
  step: Step; text: string; inForce: Revision; status: Status;
}): JSX.Element | null {
  switch (step) {
    case 'factor': return (
      <p>{say('start.factor_what', {own: <a href={hrefTo('settings', ['own'])}>{t('settings.own')}</a>})}</p>
    );
    case 'feed': return <FeedStep text={text} inForce={inForce} />;
    case 'group': return <GroupStep text={text} inForce={inForce} />;
    case 'path': return <PathStep text={text} inForce={inForce} />;
    case 'apply': return <ApplyStep inForce={inForce} />;
    case 'sync': return <FeedRounds feeds={status.feeds} />;
    case 'lines': return <EndpointLines text={inForce.text} />;
    default: return null;
  }
}

function StepView({step, number, done, isNow, children, result}: {
  step: Step; number: number; done: boolean; isNow: boolean; children: ComponentChildren; result: ComponentChildren;
}): JSX.Element {
  return (
    <li class={`card block start-step${isNow ? ' now' : ''}`} aria-current={isNow ? 'step' : undefined} tabIndex={-1}>
      <div class="start-head">
        <h2>{number}{'. '}{t(`start.${step}`)}</h2>
        {done ? <Badge tone="good">{t('start.done')}</Badge>
          : <Badge tone={isNow ? 'busy' : 'idle'}>
              {t(isNow ? 'start.now' : step === kOptional ? 'start.optional' : 'start.later')}
            </Badge>}
        {result ? <span class="faint said">{result}</span> : null}
      </div>
      {children}
    </li>
  );
}

/** Who has done a step stands before the next one; who has only come stays where he is. */
function useFocusOn(step: Step | undefined) {
  const steps = useRef<HTMLOListElement>(null);
  const before = useRef(step);
  useEffect(() => {
    if (before.current !== step) steps.current?.querySelector<HTMLElement>('[aria-current]')?.focus();
    before.current = step;
  }, [step]);
  return steps;
}

function Way({text, inForce, status}: {text: string; inForce: Revision; status: Status}): JSX.Element {
  const done = doneSteps(text, inForce.text, status, session.value?.second_factor ?? false);
  const now = kSteps.find((step) => step !== kOptional && !done.has(step));
  const isWhole = now === 'lines';
  const steps = useFocusOn(now);
  return (
    <>
      {isWhole ? (
        <Notice tone="plain">
          {say('start.whole', {
            forms: <a href={hrefTo('policy', ['forms'])}>{t('start.forms')}</a>,
            flow: <a href={hrefTo('flow')}>{t('nav.flow')}</a>,
          })}
        </Notice>
      ) : <p class="faint forms-what">{t('start.what')}</p>}
      <ol class="start" ref={steps}>
        {kSteps.map((step, i) => {
          const isNow = step === now;
          const isDone = done.has(step);
          const isOpen = isNow || (step === kOptional && !isDone) || (step === 'sync' && isDone);
          return (
            <StepView key={step} step={step} number={i + 1} done={isDone} isNow={isNow}
                result={isDone ? <Result step={step} text={text} /> : null}>
              {isOpen ? <Content step={step} text={text} inForce={inForce} status={status} /> : null}
            </StepView>
          );
        })}
      </ol>
    </>
  );
}

function Readable({inForce, status}: {inForce: Revision; status: Status}): JSX.Element {
  const text = draft.value?.text ?? inForce.text;
  const {wrong} = treeOf(text);
  if (wrong === null) return <Way text={text} inForce={inForce} status={status} />;
  return (
    <Notice tone="warning">
      {t('forms.unreadable', {line: wrong})}{' '}<a href={hrefTo('policy')}>{t('forms.to_document')}</a>
    </Notice>
  );
}

export default function Start(): JSX.Element {
  const inForce = useAsked<Revision>('policy/revision', 'policy');
  const status = useStatus();
  return (
    <>
      <div class="page-head"><h1>{t('nav.start')}</h1></div>
      <Waiting />
      <Answer asked={inForce}>
        {(revision) => <Answer asked={status}>{(known) => <Readable inForce={revision} status={known} />}</Answer>}
      </Answer>
    </>
  );
}
