// Proposals that have ended, and how.

import type {JSX} from 'preact';
import type {ProposalTitle, Proposals} from 'relay-api';

import {usePaged} from '../../api/paged';
import {t, word} from '../../messages/messages';
import {Badge, type Tone} from '../../parts/badge';
import {Empty, Failed, Loading} from '../../parts/states';
import {type Column, Table} from '../../parts/table';
import {When} from '../../parts/time';

const kEnds: Record<string, Tone> = {done: 'good', refused: 'danger', withdrawn: 'idle', void: 'idle'};

const columns: Column<ProposalTitle>[] = [
  {key: 'what', title: t('history.what'), head: true,
   cell: ({number, kind, subject}) => t('proposal.title', {number, kind: word('proposal_kind', kind), subject})},
  {key: 'asked', title: t('history.asked'), cell: ({by, why}) => t('history.said', {person: by, reason: why})},
  {key: 'end', title: t('history.end'), cell: ({end, open}) => (open
    ? t('history.open')
    : <Badge tone={kEnds[end?.how ?? 'void'] ?? 'idle'}>{end?.how ?? t('history.over')}</Badge>)},
  {key: 'by', title: t('history.by'),
   cell: ({end}) => (end ? t('history.said', {person: end.by, reason: end.why}) : '')},
  {key: 'at', title: t('history.at'), cell: ({end, until}) => <When at={end?.at ?? until} />},
];

export function History({person}: {person: string}): JSX.Element {
  const {rows: all, problem, more, again, broken} = usePaged<Proposals, ProposalTitle>(
      'proposals', (answer) => answer.proposals.filter((one) => !one.open), 'proposal', 'people', 'policy');
  const rows = all?.filter(({by, end}) => !person || by === person || end?.by === person);
  return (
    <section aria-labelledby="history-title" class="approvals">
      <h2 id="history-title">{t('history.title')}</h2>
      {rows ? (rows.length ? (
        <div class="card">
          <Table label={t('history.title')} columns={columns} rows={rows} got={all?.length ?? 0} more={more}
              broken={broken} keyOf={(row) => String(row.number)} />
        </div>
      ) : more ? (
        <>
          <Empty>{t('yeses.not_these')}</Empty>
          <button type="button" onClick={more}>{t('audit.further')}</button>
        </>
      ) : <Empty>{t(person ? 'history.none_of' : 'history.none')}</Empty>)
        : problem ? <Failed problem={problem} again={again} /> : <Loading />}
    </section>
  );
}
