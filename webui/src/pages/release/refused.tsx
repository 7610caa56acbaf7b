// What was not taken of a vendor's, and why.

import type {JSX} from 'preact';
import {useEffect, useRef} from 'preact/hooks';
import type {RefusedPart, RefusedParts} from 'relay-api';

import {feedPath} from '../../api/client';
import {usePaged} from '../../api/paged';
import {t} from '../../messages/messages';
import {Failed} from '../../parts/states';
import {type Column, Table} from '../../parts/table';
import {When} from '../../parts/time';

const columns: Column<RefusedPart>[] = [
  {key: 'at', title: t('audit.when'), head: true, cell: ({at}) => <When at={at} />},
  {key: 'version', title: t('release.version'), cell: ({version}) => version ?? ''},
  {key: 'part', title: t('refused.part'), cell: ({part}) => part ?? ''},
  {key: 'reason', title: t('refused.why'), cell: ({reason}) => <span class="said">{reason}</span>},
];

/** `sought`: somebody has come for it. Where nothing was refused nothing is shown. */
export function RefusedList({feed, sought}: {feed: string; sought: boolean}): JSX.Element | null {
  const {rows, problem, more, again, broken} = usePaged<RefusedParts, RefusedPart>(
      feedPath(feed, 'refused'), (answer) => answer.refused, 'status');
  const place = useRef<HTMLElement>(null);
  const isThere = Boolean(rows?.length);
  useEffect(() => { if (sought) place.current?.scrollIntoView(); }, [sought, isThere]);
  if (!rows) return problem ? <Failed problem={problem} again={again} /> : null;
  return rows.length ? (
    <section class="card groups" aria-labelledby="refused-title" ref={place}>
      <div class="block-head"><h2 id="refused-title">{t('refused.title', {feed})}</h2></div>
      <Table label={t('refused.title', {feed})} columns={columns} rows={rows} more={more} broken={broken}
          keyOf={(row) => String(row.number)} />
    </section>
  ) : null;
}
