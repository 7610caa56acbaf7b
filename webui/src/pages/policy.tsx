// The policy: what is in force, another text for it, and what was in force before.

import type {JSX} from 'preact';
import type {Revision} from 'relay-api';

import {useAsked} from '../api/asked';
import {t} from '../messages/messages';
import {Answer} from '../parts/states';
import {type Route, hrefTo} from '../router';
import {PolicyDocument} from './policy/document';
import {Guided} from './policy/guided';
import {RevisionView, Revisions} from './policy/revisions';
import {Waiting} from './policy/waiting';

const kParts = [['', 'policy.document'], ['forms', 'forms.title'], ['revisions', 'policy.revisions']] as const;

function Shown({route, inForce}: {route: Route; inForce: Revision}): JSX.Element {
  const [part, number] = route.parts;
  if (part === 'forms') return <Guided route={route} inForce={inForce} />;
  if (part !== 'revisions') {
    const {from, compare, line} = route.query;
    return <PolicyDocument inForce={inForce} from={from} compared={compare !== undefined} line={line} />;
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
