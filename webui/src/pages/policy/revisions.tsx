// The policies that came into force; one of them with what it changed, and the way back to it.

import type {JSX} from 'preact';
import {useRef} from 'preact/hooks';
import type {Differences, Revision, RevisionTitle, Revisions as Slice} from 'relay-api';

import {useAsked} from '../../api/asked';
import {usePaged} from '../../api/paged';
import {say, t} from '../../messages/messages';
import {Badge} from '../../parts/badge';
import {Answer, Failed, Loading} from '../../parts/states';
import {type Column, Table} from '../../parts/table';
import {When} from '../../parts/time';
import {type Route, hrefTo} from '../../router';
import type {Code} from './code';
import {CodeView, useLine} from './code_view';
import {Sentences} from './findings';

const columnsFor = (inForce: number): Column<RevisionTitle>[] => [
  {key: 'number', title: t('policy.revision'), head: true, class: 'col-number', cell: ({number}) => (
    <>
      <a href={hrefTo('policy', ['revisions', number])}>{t('policy.number', {number})}</a>{' '}
      {number === inForce ? <Badge tone="good">{t('policy.now')}</Badge> : null}
    </>
  )},
  {key: 'at', title: t('audit.when'), cell: ({at}) => <When at={at} />},
  {key: 'actor', title: t('audit.who'), cell: ({actor}) => actor},
  {key: 'reason', title: t('ask.reason'), cell: ({reason, file}) => (
    <><span class="said">{reason}</span>{file ? <div class="faint said">{file}</div> : null}</>
  )},
];

export function Revisions(): JSX.Element {
  const {rows, answer, problem, more, again, broken} = usePaged<Slice, RevisionTitle>(
      'policy/revisions', (one) => one.revisions, 'policy');
  return (
    <section class="card" aria-labelledby="revisions-title" id="revisions">
      <div class="block-head"><h2 id="revisions-title">{t('policy.revisions')}</h2></div>
      {rows && answer ? (
        <Table label={t('policy.revisions')} columns={columnsFor(answer.in_force)} rows={rows} more={more}
            broken={broken} keyOf={(row) => String(row.number)} />
      ) : <div class="inner">{problem ? <Failed problem={problem} again={again} /> : <Loading />}</div>}
    </section>
  );
}

function Changed({number}: {number: number}): JSX.Element {
  const asked = useAsked<Differences>(`policy/differences?from=${number - 1}&to=${number}`);
  return (
    <Answer asked={asked}>
      {({differences, weaker}) => (
        <>
          <Sentences title={t('policy.weaker')} of={weaker} />
          <Sentences title={t('policy.differences')} of={differences} />
          {differences.length ? null : <p class="faint">{t('policy.no_differences')}</p>}
        </>
      )}
    </Answer>
  );
}

function RevisionText({text, route}: {text: string; route: Route}): JSX.Element {
  const code = useRef<Code>(null);
  useLine(code, route);
  return <CodeView text={text} label={t('policy.text')} handle={code} />;
}

export function RevisionView({number, inForce, route}: {
  number: string; inForce: Revision; route: Route;
}): JSX.Element {
  const asked = useAsked<Revision>(`policy/revision?number=${encodeURIComponent(number)}`);
  return (
    <Answer asked={asked}>
      {(revision) => (
        <div class="policy">
          <section class="card written" aria-labelledby="revision-title">
            <div class="block-head">
              <h2 id="revision-title">{t('policy.number', {number: revision.number})}</h2>
              <span class="faint">
                {say('policy.by', {person: revision.actor, time: <When at={revision.at} />, reason: revision.reason})}
              </span>
            </div>
            <RevisionText text={revision.text} route={route} />
          </section>
          <aside class="card block found" aria-labelledby="changed-title">
            <h2 id="changed-title">{t('policy.what_changed')}</h2>
            {revision.number > 1 ? <Changed number={revision.number} /> : <p class="faint">{t('policy.first')}</p>}
            {revision.number === inForce.number ? null : (
              <p><a class="button" href={hrefTo('policy', [], {from: revision.number})}>{t('policy.go_back')}</a></p>
            )}
          </aside>
        </div>
      )}
    </Answer>
  );
}
