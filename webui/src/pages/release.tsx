// Releases: of a feed, all of them; of one, what it is and its way through the groups.

import type {JSX} from 'preact';

import {t} from '../messages/messages';
import {Answer, Empty} from '../parts/states';
import {type Route, goTo, hrefTo} from '../router';
import {useStatus} from '../shell/status';
import {ReleaseList} from './release/list';
import {RefusedList} from './release/refused';
import {ReleaseView} from './release/view';

export default function Releases({route}: {route: Route}): JSX.Element {
  const asked = useStatus();
  const [chosen, version] = route.parts;
  return (
    <Answer asked={asked}>
      {({feeds}) => {
        const feed = feeds.find((one) => one.feed === chosen) ?? (chosen ? undefined : feeds[0]);
        if (!feed) return <><h1>{t('nav.release')}</h1><Empty>{t('release.no_feed')}</Empty></>;
        if (version) {
          return (
            <ReleaseView key={`${feed.feed} ${version}`} feed={feed} version={version} show={route.query.show} />
          );
        }
        return (
          <>
            <div class="page-head">
              <h1>{t('nav.release')}</h1>
              <form class="sieve" role="search" aria-label={t('flow.sieve')}
                  onSubmit={(event) => event.preventDefault()}>
                <label>{t('flow.feed')}{' '}
                  <select value={feed.feed}
                      onChange={({currentTarget}) => goTo(hrefTo('release', [currentTarget.value]))}>
                    {feeds.map((one) => <option key={one.feed} value={one.feed}>{one.feed}</option>)}
                  </select>
                </label>
              </form>
            </div>
            <ReleaseList feed={feed} />
            <RefusedList key={feed.feed} feed={feed.feed} sought={route.query.show === 'refused'} />
          </>
        );
      }}
    </Answer>
  );
}
