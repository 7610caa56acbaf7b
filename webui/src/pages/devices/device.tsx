// One device: who it is, what it did, and why it gets what it gets.

import type {JSX} from 'preact';
import type {Explained, OneDevice} from 'relay-api';

import {useAsked} from '../../api/asked';
import {pathWith} from '../../api/client';
import {say, t, word} from '../../messages/messages';
import {Fold} from '../../parts/fold';
import {PolicyLine} from '../../parts/policy_line';
import {ReasonList} from '../../parts/reasons';
import {Answer, Empty} from '../../parts/states';
import {When} from '../../parts/time';
import {hrefTo} from '../../router';
import {useFlow} from '../../shell/status';
import {DeviceActs} from './device_acts';
import {History} from './history';
import {type Known, KnownBy, VisitLine} from './list';

/** Which release of a feed it is offered, and what keeps newer ones from it. */
function WhyThis({device, feed}: {device: string; feed: string}): JSX.Element {
  const asked = useAsked<Explained>(pathWith('explain', {feed, device}), 'status', 'policy', 'devices');
  return (
    <Answer asked={asked}>
      {({offered, explanations: [group]}) => (
        <>
          <p>
            {offered ? say('device.offered', {
              version: <a class="version" href={hrefTo('release', [feed, offered.version])}>{offered.version}</a>,
              group: group?.group ?? '',
            }) : t('device.offered_nothing', {group: group?.group ?? ''})}
          </p>
          {group?.newer.slice(0, 3).map((one) => (
            <div key={one.sequence}>
              <p>{say('cell.waits', {version: <span class="version">{one.version}</span>})}</p>
              <ReasonList reasons={one.reasons} />
            </div>
          ))}
        </>
      )}
    </Answer>
  );
}

/** Of the feeds that it has asked for; of the others when somebody wants to know. */
function Why({device, asked, feeds}: {device: string; asked: string[]; feeds: string[]}): JSX.Element {
  return (
    <section class="card block" aria-label={t('device.why')}>
      <h2>{t('device.why')}</h2>
      <ul class="ways">
        {feeds.filter((feed) => asked.includes(feed)).map((feed) => (
          <li key={feed}><h3>{feed}</h3><WhyThis device={device} feed={feed} /></li>
        ))}
        {feeds.filter((feed) => !asked.includes(feed)).map((feed) => (
          <li key={feed}>
            <Fold title={t('device.would_get', {feed})}>{() => <WhyThis device={device} feed={feed} />}</Fold>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** By which match of the policy it is in its group. */
function Member({of}: {of: OneDevice['membership']}): JSX.Element | null {
  return of ? <p class="said">{of.sentence} <PolicyLine line={of.line} /></p> : null;
}

function Record({known}: {known: Known}): JSX.Element | null {
  const {record} = known;
  if (!record) return null;
  const facts: [string, JSX.Element | string][] = [
    ...(record.enrolled ? [[t('device.enrolled'), <When at={record.enrolled} />] as [string, JSX.Element]] : []),
    ...record.credentials.map((one): [string, JSX.Element | string] => [
      word('credential', one.kind),
      one.until ? say('device.until', {time: <When at={one.until} />}) as JSX.Element : t('device.endless')]),
    ...record.attributes.map((one): [string, string] => [one.name, one.value]),
  ];
  return <dl class="facts">{facts.map(([term, value]) => <div key={term}><dt>{term}</dt><dd>{value}</dd></div>)}</dl>;
}

export function DeviceView({device}: {device: string}): JSX.Element {
  const asked = useAsked<OneDevice>(pathWith('device', {device}), 'devices', 'policy');
  const feeds = useFlow().value?.feeds ?? [];
  const groups = [...new Set(feeds.flatMap((feed) => feed.groups.map((one) => one.group)))];
  return (
    <Answer asked={asked}>
      {({device: did, enrolled, membership}) => {
        const known: Known = {
          id: device, name: did?.name || enrolled?.name || '', record: enrolled,
          did: did ? {...did, enrolled} : null,
        };
        return (
          <>
            <div class="page-head">
              <h1>
                <a href={hrefTo('devices')}>{t('nav.devices')}</a> <span class="version">{known.name || device}</span>
              </h1>
              <DeviceActs known={known} groups={groups} />
            </div>
            {!did && !enrolled ? <Empty>{t('device.unknown')}</Empty> : null}
            <section class="card block" aria-label={t('device.who')}>
              <h2>{t('device.who')}</h2>
              <p><code>{device}</code></p>
              <KnownBy {...known} />
              <Member of={membership} />
              <Record known={known} />
            </section>
            <section class="card block" aria-label={t('device.did')}>
              <h2>{t('device.did')}</h2>
              {did?.feeds.length ? did.feeds.map((one) => <VisitLine key={one.feed + one.group} visit={one} />)
                : <p class="faint">{t('devices.not_asked')}</p>}
            </section>
            <History device={device} />
            <Why device={device} asked={did?.feeds.map((one) => one.feed) ?? []} feeds={feeds.map((one) => one.feed)} />
          </>
        );
      }}
    </Answer>
  );
}
