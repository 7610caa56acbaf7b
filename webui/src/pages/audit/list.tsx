// What happened, newest first; who and what are links to more of the same.

import type {JSX} from 'preact';
import type {AuditRow, AuditRows} from 'relay-api';

import {pathWith} from '../../api/client';
import {usePaged} from '../../api/paged';
import {t, word} from '../../messages/messages';
import {Badge, type Tone} from '../../parts/badge';
import {Empty, Failed, Loading} from '../../parts/states';
import {type Column, Table} from '../../parts/table';
import {Stamp, away} from '../../parts/time';
import {hrefTo} from '../../router';
import {ExportFrom} from './export';
import {sought} from './sieve';
import {Subject} from './subject';

const kOutcomes: Record<string, Tone> = {done: 'good', denied: 'warning', failed: 'danger'};

function columnsFor(query: Record<string, string>): Column<AuditRow>[] {
  const also = (more: Record<string, string>) => hrefTo('audit', [], {...sought(query), ...more});
  return [
    {key: 'at', title: t('audit.when'), class: 'col-at', cell: ({at, number}) => (
      <><Stamp at={at} /><div class="faint">{t('audit.row', {number, away: away(at)})}</div></>
    )},
    {key: 'actor', title: t('audit.who'), class: 'col-who', head: true, cell: ({actor, via, source}) => (
      <>
        <a href={also({person: actor})}>{actor}</a>
        {via || source ? (
          <div class="faint said">{[via, source].filter(Boolean).join(' · ')}</div>
        ) : null}
      </>
    )},
    {key: 'action', title: t('audit.did'), class: 'col-did', cell: ({action, subject, object}) => (
      <>
        <a href={also({action})}>{word('action', action)}</a> <Subject action={action} of={subject} />
        {object ? <div class="faint"><code title={object}>{object.slice(0, 19)}</code></div> : null}
      </>
    )},
    {key: 'outcome', title: t('audit.outcome'),
     cell: ({outcome}) => <Badge tone={kOutcomes[outcome] ?? 'idle'}>{word('outcome', outcome)}</Badge>},
    {key: 'detail', title: t('audit.detail'), cell: ({detail}) => (detail ? <span class="said">{detail}</span> : null)},
  ];
}

export function AuditList({query}: {query: Record<string, string>}): JSX.Element {
  const wanted = sought(query);
  const {rows, answer, problem, more, again, broken} = usePaged<AuditRows, AuditRow>(
      pathWith('audit', {...wanted, limit: 100}), (one) => one.rows, 'audit');
  if (!rows || !answer) {
    return <div class="inner">{problem ? <Failed problem={problem} again={again} /> : <Loading />}</div>;
  }
  if (!rows.length) {
    return (
      <div class="inner">
        <Empty>{Object.keys(wanted).length ? t('audit.none', {row: answer.looked_to}) : t('audit.empty')}</Empty>
        {more ? <button type="button" onClick={more}>{t('audit.further')}</button> : null}
      </div>
    );
  }
  return (
    <>
      {Object.keys(wanted).length ? <ExportFrom row={rows.at(-1)!.number} /> : null}
      <Table label={t('audit.title')} columns={columnsFor(query)} rows={rows} more={more} broken={broken} height={62}
          keyOf={(row) => String(row.number)} />
    </>
  );
}
