// The policy: what is in force, another text for it, and what was in force before.

import type {JSX} from 'preact';
import {useMemo} from 'preact/hooks';
import type {Revision} from 'relay-api';

import {useAsked} from '../api/asked';
import {say, t} from '../messages/messages';
import {Notice} from '../parts/notice';
import {Answer} from '../parts/states';
import {type Route, hrefTo} from '../router';
import {PolicyDocument} from './policy/document';
import {draft} from './policy/draft';
import {Guided} from './policy/guided';
import {RevisionView, Revisions} from './policy/revisions';
import {Waiting} from './policy/waiting';

const kParts = [['', 'policy.document'], ['forms', 'forms.title'], ['revisions', 'policy.revisions']] as const;

interface Properties { route: Route; inForce: Revision }

/** Where a reason says that it stands: in the text in force, and not in one that somebody is writing. */
function Document({route, inForce}: Properties): JSX.Element {
  const {line} = route.query;
  const apart = useMemo(() => line !== undefined && draft.peek() !== null, [route]);
  if (!apart || !line) return <PolicyDocument inForce={inForce} route={route} />;
  const {number} = inForce;
  return (
    <>
      <Notice tone="plain" actions={<a href={hrefTo('policy')}>{t('policy.to_own')}</a>}>
        {say('policy.line_in_force', {line, number})}
      </Notice>
      <RevisionView key={number} number={String(number)} inForce={inForce} route={route} />
    </>
  );
}

function Shown({route, inForce}: Properties): JSX.Element {
  const [part, number] = route.parts;
  if (part === 'forms') return <Guided route={route} inForce={inForce} />;
  if (part !== 'revisions') return <Document route={route} inForce={inForce} />;
  return number ? <RevisionView key={number} number={number} inForce={inForce} route={route} /> : <Revisions />;
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
