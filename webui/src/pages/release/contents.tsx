// What a release holds, and what changed against the one before: files, sizes, engine.

import type {JSX} from 'preact';
import {useEffect, useRef, useState} from 'preact/hooks';
import type {Contents, HeldFile, Release} from 'relay-api';

import {feedPath, pathWith} from '../../api/client';
import {usePaged} from '../../api/paged';
import {language, t, word} from '../../messages/messages';
import {Badge, type Tone} from '../../parts/badge';
import {bytes} from '../../parts/bytes';
import {Notice} from '../../parts/notice';
import {Failed, Loading} from '../../parts/states';
import {type Column, Table} from '../../parts/table';

const numbers = new Intl.NumberFormat(language);
const kChanges: Record<string, Tone> = {added: 'good', removed: 'danger', changed: 'busy'};

const columns: Column<HeldFile>[] = [
  {key: 'path', title: t('contents.path'), head: true, cell: ({path}) => <code>{path}</code>},
  {key: 'change', title: t('contents.change'), cell: ({change}) => (change
    ? <Badge tone={kChanges[change] ?? 'idle'}>{word('change', change)}</Badge> : '')},
  {key: 'size', title: t('contents.size'), cell: ({size, before}) => {
    const is = size === null ? '' : bytes(size);
    return before && size !== null ? t('contents.was', {is, was: bytes(before.size)}) : is || bytes(before?.size ?? 0);
  }},
  {key: 'digest', title: t('contents.digest'), cell: ({digest, before}) => (
    <code title={digest ?? before?.digest}>{(digest ?? before?.digest ?? '').slice(7, 19)}</code>
  )},
];

function Marks({contents: {marks}}: {contents: Contents}): JSX.Element | null {
  const told = [
    marks.major ? t('contents.major') : '', marks.kernel ? t('contents.kernel') : '',
    marks.unknown ? t('contents.unknown') : '', marks.engine ? t('contents.engine', {engine: marks.engine}) : '',
  ].filter(Boolean);
  return told.length ? <Notice tone="plain">{told.join(' · ')}</Notice> : null;
}

function Counts({contents: {all, differences}}: {contents: Contents}): JSX.Element {
  const of = (name: string, one: {files: number; bytes: number}) => (
    <div key={name}>
      <dt>{name}</dt><dd>{t('contents.files', {count: one.files, size: bytes(one.bytes)})}</dd>
    </div>
  );
  return (
    <dl class="facts">
      {all ? of(t('contents.all'), all) : null}
      {differences ? [
        of(word('change', 'added'), differences.added), of(word('change', 'removed'), differences.removed),
        of(word('change', 'changed'), differences.changed), of(word('change', 'same'), differences.same),
      ] : null}
    </dl>
  );
}

/** `sought`: somebody has come for them. */
export function ContentsOf({feed, release, before, sought}: {
  feed: string; release: Release; before: Release | undefined; sought: boolean;
}): JSX.Element {
  const [changedOnly, setChangedOnly] = useState(true);
  const against = changedOnly ? before?.version : undefined;
  const path = pathWith(feedPath(feed, 'contents'), {version: release.version, against});
  const {answer, rows, more, problem, again, broken} = usePaged<Contents, HeldFile>(
      path, ({files}) => files ?? [], 'status');
  const place = useRef<HTMLElement>(null);
  const isThere = answer !== undefined;
  useEffect(() => { if (sought) place.current?.scrollIntoView(); }, [sought, isThere]);
  return (
    <section class="card contents" aria-labelledby="contents-title" ref={place}>
      <div class="block-head">
        <h2 id="contents-title">{t('contents.title')}</h2>
        {before ? (
          <label>
            <input type="checkbox" checked={changedOnly}
                onChange={({currentTarget}) => setChangedOnly(currentTarget.checked)} />
            {' '}{t('contents.changed_only', {version: before.version})}
          </label>
        ) : null}
      </div>
      {answer && rows ? (
        <>
          <div class="inner"><Marks contents={answer} /><Counts contents={answer} /></div>
          {answer.files === null ? <p class="inner faint">{t('contents.not_here')}</p> : null}
          {answer.files && !rows.length ? <p class="inner faint">{t('contents.nothing')}</p> : null}
          {rows.length ? (
            <Table label={t('contents.title')} columns={columns} rows={rows} keyOf={(row) => row.path}
                more={more} broken={broken} />
          ) : null}
          {more ? (
            <p class="inner">
              <button type="button" class="small" onClick={more}>
                {t('contents.more', {left: numbers.format(answer.left_off ?? 0)})}
              </button>
            </p>
          ) : null}
        </>
      ) : problem ? <div class="inner"><Failed problem={problem} again={again} /></div> : <Loading />}
    </section>
  );
}
