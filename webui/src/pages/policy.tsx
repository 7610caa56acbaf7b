// The policy: what is in force, another text for it, and what was in force before.

import type {JSX} from 'preact';
import type {Revision, Revisions as Slice} from 'relay-api';

import {useAsked} from '../api/asked';
import {say, t} from '../messages/messages';
import {Notice} from '../parts/notice';
import {Answer} from '../parts/states';
import {type Route, hrefTo} from '../router';
import {PolicyDocument} from './policy/document';
import {Guided} from './policy/guided';
import {RevisionView, Revisions} from './policy/revisions';

const kParts = [['', 'policy.document'], ['forms', 'forms.title'], ['revisions', 'policy.revisions']] as const;

function Waiting(): JSX.Element | null {
  const waiting = useAsked<Slice>('policy/revisions?limit=1', 'policy', 'proposal').value?.proposal;
  if (!waiting) return null;
  return (
    <Notice tone="plain">
      {say('policy.waiting', {
        number: <a href={hrefTo('approvals')}>{t('policy.proposal', {number: waiting.number})}</a>,
        person: waiting.actor, reason: waiting.reason,
      })}
    </Notice>
  );
}

function Shown({route, inForce}: {route: Route; inForce: Revision}): JSX.Element {
  const [part, number] = route.parts;
  if (part === 'forms') return <Guided route={route} inForce={inForce} />;
  if (part !== 'revisions') {
    return <PolicyDocument inForce={inForce} from={route.query.from} compared={route.query.compare !== undefined} />;
  }
  return number ? <RevisionView key={number} number={number} inForce={inForce} /> : <Revisions />;
}

export default function Policy({route}: {route: Route}): JSX.Element {
  const inForce = useAsked<Revision>('policy/revision', 'policy');
  const shown = kParts.find(([part]) => part === route.parts[0])?.[0] ?? '';
  return (
    <>
      <div class="page-head">
        <h1>{t('nav.policy')}</h1>
        <nav class="parts" aria-label={t('policy.parts')}>
          <ul>
            {kParts.map(([part, name]) => (
              <li key={part}>
                <a href={hrefTo('policy', part ? [part] : [])} aria-current={part === shown ? 'page' : undefined}>
                  {t(name)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
      <Waiting />
      <Answer asked={inForce}>{(value) => <Shown route={route} inForce={value} />}</Answer>
    </>
  );
}
