// All releases of a feed, the newest first, with who has each.

import type {JSX} from 'preact';
import type {FeedStatus, Release, Releases} from 'relay-api';

import {feedPath} from '../../api/client';
import {usePaged} from '../../api/paged';
import {t, word} from '../../messages/messages';
import {StandingBadge} from '../../parts/badge';
import {Empty, Failed, Loading} from '../../parts/states';
import {type Column, Table} from '../../parts/table';
import {When} from '../../parts/time';
import {hrefTo} from '../../router';

function columns(feed: FeedStatus): Column<Release>[] {
  const having = (sequence: number) => feed.groups.filter((one) => one.active?.sequence === sequence);
  return [
    {key: 'version', title: t('release.version'), head: true,
     cell: ({version}) => <a class="version" href={hrefTo('release', [feed.feed, version])}>{version}</a>},
    {key: 'standing', title: t('release.standing'), cell: ({standing}) => <StandingBadge standing={standing} />},
    {key: 'seen', title: t('release.first_seen'), cell: ({first_seen}) => <When at={first_seen} />},
    {key: 'evidence', title: t('release.evidence'), cell: ({evidence}) => word('evidence', evidence)},
    {key: 'groups', title: t('release.groups'),
     cell: ({sequence}) => having(sequence).flatMap(({group}, i) => [
       i ? ', ' : '', <a key={group} href={hrefTo('flow', [], {feed: feed.feed, group})}>{group}</a>,
     ])},
  ];
}

export function ReleaseList({feed}: {feed: FeedStatus}): JSX.Element {
  const {rows, problem, more, again, broken} = usePaged<Releases, Release>(
      feedPath(feed.feed, 'releases'), (answer) => answer.releases, 'status', 'policy');
  if (!rows) return problem ? <Failed problem={problem} again={again} /> : <Loading />;
  if (!rows.length) return <Empty>{t('feed.none')}</Empty>;
  return (
    <section class="card">
      <Table label={t('release.all_of', {feed: feed.feed})} columns={columns(feed)} rows={rows}
          keyOf={(row) => String(row.sequence)} more={more} broken={broken} />
    </section>
  );
}
