// Who has decided what of all that waits on this page, when, and a yes to exactly what: found by kind, feed and
// person, which the URL carries.

import type {JSX} from 'preact';
import {useEffect, useState} from 'preact/hooks';
import type {Deed, Deeds} from 'relay-api';

import {namesOf} from '../../acts/stops';
import {pathWith} from '../../api/client';
import {usePaged} from '../../api/paged';
import {t, word} from '../../messages/messages';
import {Badge} from '../../parts/badge';
import {Empty, Failed, Loading} from '../../parts/states';
import {type Column, Table} from '../../parts/table';
import {When} from '../../parts/time';
import {hrefTo, route, setQuery} from '../../router';
import {asOne, isAhead, whatOf} from '../../shell/deeds';
import {useStatus} from '../../shell/status';

const kLongest = 200;
const kYes = 'approved';
const kDecided = [kYes, 'grant', 'review', 'acknowledged'];

const digest = (label: string, text: string) => (
  <div><span class="faint">{label}</span> <code title={text}>{text.slice(0, 19)}</code></div>
);

function BoundTo({yes}: Deed): JSX.Element | null {
  if (!yes) return null;
  const told = [['ticket', yes.ticket], ['report', yes.report], ['decision', yes.decision]] as const;
  return (
    <>
      {digest(t('yeses.tree'), yes.tree)}
      {digest(t('yeses.rules'), yes.stage)}
      {told.map(([what, text]) => (text ? <div key={what}>{t(`yeses.${what}`, {text})}</div> : null))}
    </>
  );
}

function BecameOf({yes, until, in_force: holds}: Deed): JSX.Element {
  if (yes?.used) return <><Badge tone="good">{t('yeses.used')}</Badge> <When at={yes.used} /></>;
  if (holds) return <><Badge tone="busy">{t('yeses.waits')}</Badge> {until ? <When at={until} /> : null}</>;
  if (isAhead(until)) return <Badge tone="idle">{t('yeses.void')}</Badge>;
  return <><Badge tone="idle">{t('yeses.over')}</Badge> {until ? <When at={until} /> : null}</>;
}

const also = (more: Record<string, string>) => hrefTo('approvals', [], {...route.value.query, ...more});

const columnsFor = (did: string): Column<Deed>[] => [
  {key: 'what', title: t('yeses.what'), head: true, cell: (deed) => (
    <>
      <a href={hrefTo('release', [deed.feed ?? '', deed.version ?? ''])}>{deed.feed} {deed.version}</a>
      <div class="faint">{whatOf(deed, null)}</div>
      {did !== kYes && deed.groups
        ? <div class="faint">{t('yeses.for', {groups: namesOf(deed.groups)})}</div> : null}
    </>
  )},
  {key: 'who', title: t('history.by'), cell: ({person, reason}) => (
    <>
      <a href={also({person})}>{person}</a>
      <div class="said">{reason}</div>
    </>
  )},
  ...(did === kYes ? [
    {key: 'bound', title: t('yeses.bound'), cell: (deed: Deed) => <BoundTo {...deed} />},
    {key: 'became', title: t('yeses.became'), cell: (deed: Deed) => <BecameOf {...deed} />},
  ] : []),
  {key: 'at', title: t('history.at'), cell: ({at}) => <When at={at} />},
];

interface Sought {
  did: string;
  feed: string;
  person: string;
}

function Sieve({did, feed, person}: Sought): JSX.Element {
  const {value: status} = useStatus();
  const [typed, setTyped] = useState(person);
  useEffect(() => setTyped(person), [person]);
  const feeds = new Set([...(status?.feeds.map((one) => one.feed) ?? []), ...(feed ? [feed] : [])]);
  const takeOver = () => setQuery({person: typed.trim()});
  return (
    <form class="sieve" role="search" aria-label={t('yeses.sieve')}
        onSubmit={(event) => { event.preventDefault(); takeOver(); }}>
      <label>{t('yeses.did')}{' '}
        <select value={did} onChange={(event) => setQuery({did: event.currentTarget.value})}>
          {kDecided.map((one) => <option key={one} value={one}>{word('decided', one)}</option>)}
        </select>
      </label>
      <label>{t('flow.feed')}{' '}
        <select value={feed} onChange={(event) => setQuery({feed: event.currentTarget.value})}>
          <option value="">{t('flow.any')}</option>
          {[...feeds].map((one) => <option key={one} value={one}>{one}</option>)}
        </select>
      </label>
      <label>{t('yeses.person')}{' '}
        <input value={typed} maxLength={kLongest} autocomplete="off" spellcheck={false}
            onInput={(event) => setTyped(event.currentTarget.value)} onChange={takeOver} />
      </label>
      {did !== kYes || feed || person ? <a href={hrefTo('approvals')}>{t('yeses.all')}</a> : null}
    </form>
  );
}

export function Yeses({feed, person, did: named}: Sought): JSX.Element {
  const did = kDecided.includes(named) ? named : kYes;
  const {rows, problem, more, again, broken} = usePaged<Deeds, Deed>(
      pathWith('deeds', {did, ...(feed ? {feed} : {}), ...(person ? {person} : {})}),
      (answer) => answer.deeds, 'status');
  const yeses = asOne(rows ?? []);
  return (
    <section aria-labelledby="yeses-title" class="approvals">
      <h2 id="yeses-title">{t('yeses.title')}</h2>
      <Sieve did={did} feed={feed} person={person} />
      {rows ? (yeses.length ? (
        <div class="card">
          <Table label={t('yeses.title')} columns={columnsFor(did)} rows={yeses} got={rows.length} more={more}
              broken={broken} height={76} keyOf={(row) => String(row.number)} />
        </div>
      ) : (
        <>
          <Empty>{t(did !== kYes || feed || person ? 'yeses.not_these' : 'yeses.none')}</Empty>
          {more ? <button type="button" onClick={more}>{t('audit.further')}</button> : null}
        </>
      )) : problem ? <Failed problem={problem} again={again} /> : <Loading />}
    </section>
  );
}
