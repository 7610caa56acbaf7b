// One release: what can be done about it, what it is, and its way through the groups.

import type {JSX} from 'preact';
import {useEffect} from 'preact/hooks';
import type {Explained, FeedStatus, Release, Releases} from 'relay-api';

import {useAsked} from '../../api/asked';
import {feedPath, pathWith} from '../../api/client';
import {usePaged} from '../../api/paged';
import {t} from '../../messages/messages';
import {StandingBadge} from '../../parts/badge';
import {Answer, Empty, Failed, Loading} from '../../parts/states';
import {hrefTo} from '../../router';
import {Actions, StopRelease} from './actions';
import {AdoptionOf} from './adoption';
import {ContentsOf} from './contents';
import {Evidence} from './evidence';
import {Way} from './way';
import {Timeline} from './timeline';

/** The release of that version, however far back it is. */
function useRelease(feed: string, version: string) {
  const paged = usePaged<Releases, Release>(
      feedPath(feed, 'releases'), (answer) => answer.releases, 'status', 'policy');
  const at = paged.rows?.findIndex((one) => one.version === version) ?? -1;
  useEffect(() => { if (paged.rows && at < 0) paged.more?.(); }, [paged.rows?.length, at]);
  return {...paged, release: paged.rows?.[at], before: at < 0 ? undefined : paged.rows?.[at + 1]};
}

export function ReleaseView({feed, version, show}: {
  feed: FeedStatus; version: string; show: string | undefined;
}): JSX.Element {
  const name = feed.feed;
  const {release, before, rows, more, problem, again, broken} = useRelease(name, version);
  const explained = useAsked<Explained>(pathWith('explain', {feed: name}), 'status', 'policy');
  if (!release) {
    if (problem) return <Failed problem={problem} again={broken?.again ?? again} />;
    return rows && !more ? <Empty>{t('release.unknown', {feed: name, version})}</Empty> : <Loading />;
  }
  return (
    <>
      <div class="page-head">
        <h1>
          <a href={hrefTo('release', [name])}>{name}</a> <span class="version">{version}</span>
        </h1>
        <StandingBadge standing={release.standing} />
        <StopRelease feed={feed} release={release} groups={explained.value?.explanations} />
      </div>
      <div class="release-columns">
        <div>
          <Answer asked={explained}>
            {({explanations}) => <Way feed={feed} release={release} groups={explanations} />}
          </Answer>
        </div>
        <div class="release-acts">
          <Answer asked={explained}>
            {({explanations}) => <Actions feed={feed} release={release} groups={explanations} />}
          </Answer>
          <Answer asked={explained}>
            {({explanations}) => <Timeline feed={name} release={release} groups={explanations} />}
          </Answer>
        </div>
        <div>
          <AdoptionOf feed={name} version={version} />
          <Evidence feed={name} release={release} before={before} />
          <ContentsOf feed={name} release={release} before={before} sought={show === 'contents'} />
        </div>
      </div>
    </>
  );
}
