// Groups and devices: who asked for what and was given which release, who is behind or silent, and who
// may enrol.

import type {JSX} from 'preact';
import type {Status} from 'relay-api';

import {t} from '../messages/messages';
import {Answer} from '../parts/states';
import {type Route, setQuery} from '../router';
import {useStatus} from '../shell/status';
import {DeviceView} from './devices/device';
import {Doors} from './devices/doors';
import {Enrolments, LetEnrol} from './devices/enrolments';
import {Groups} from './devices/groups';
import {DeviceList} from './devices/list';

const kStates = ['behind', 'failing', 'silent', 'never-offered', 'not-asked'] as const;
const kNames = {
  behind: 'devices.behind', failing: 'devices.got_error', silent: 'devices.silent',
  'never-offered': 'devices.never_offered', 'not-asked': 'devices.not_asked_state',
} as const;

export const groupsOf = (status: Status): string[] =>
    [...new Set(status.feeds.flatMap((feed) => feed.groups.map((one) => one.group)))];

function Choice({name, label, of, query}: {
  name: string; label: string; of: {value: string; label: string}[]; query: Record<string, string>;
}): JSX.Element {
  return (
    <label>{label}{' '}
      <select value={query[name] ?? ''} onChange={({currentTarget}) => setQuery({[name]: currentTarget.value})}>
        <option value="">{t('flow.any')}</option>
        {of.map((one) => <option key={one.value} value={one.value}>{one.label}</option>)}
      </select>
    </label>
  );
}

const plain = (words: readonly string[]) => words.map((value) => ({value, label: value}));

function Sieve({status, query}: {status: Status; query: Record<string, string>}): JSX.Element {
  return (
    <form class="sieve" role="search" aria-label={t('devices.sieve')} onSubmit={(event) => event.preventDefault()}>
      <Choice name="group" label={t('flow.group')} of={plain(groupsOf(status))} query={query} />
      <Choice name="feed" label={t('flow.feed')} of={plain(status.feeds.map((one) => one.feed))} query={query} />
      <Choice name="state" label={t('devices.state')} query={query}
          of={kStates.map((value) => ({value, label: t(kNames[value])}))} />
      <label class="wide">{t('devices.find')}{' '}
        <input type="search" id="sieve-text" maxLength={100} autocomplete="off" spellcheck={false}
            placeholder={t('devices.find_hint')} value={query.text ?? ''}
            onInput={({currentTarget}) => setQuery({text: currentTarget.value.trim()})} />
      </label>
    </form>
  );
}

function Everybody({query}: {query: Record<string, string>}): JSX.Element {
  return (
    <Answer asked={useStatus()}>
      {(status) => (
        <>
          <div class="page-head"><h1>{t('nav.devices')}</h1><LetEnrol groups={groupsOf(status)} /></div>
          <Enrolments group={query.group ?? ''} />
          <section class="card" aria-labelledby="devices-title" id="devices">
            <div class="block-head">
              <h2 id="devices-title">{t('devices.title')}</h2>
              <Sieve status={status} query={query} />
            </div>
            <DeviceList query={query} groups={groupsOf(status)} />
          </section>
          <Groups status={status} sought={query.group ?? ''} />
          <Doors doors={status.doors} />
        </>
      )}
    </Answer>
  );
}

export default function Devices({route}: {route: Route}): JSX.Element {
  const [device] = route.parts;
  return device ? <DeviceView key={device} device={device} /> : <Everybody query={route.query} />;
}
