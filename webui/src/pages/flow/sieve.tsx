// What is looked for among feeds and groups; all of it stands in the address.

import type {JSX} from 'preact';

import {letsGo, may, stops} from '../../acts/may';
import {holdGroup, liftGroup, stopAtOnce} from '../../acts/stops';
import {t, word} from '../../messages/messages';
import {AskButton} from '../../parts/notice';
import {hrefTo, setQuery} from '../../router';
import type {Flow} from '../../shell/flow';
import {kStandings} from './standing';

function Choice({name, label, any, query, of}: {
  name: string; label: string; any: string; query: Record<string, string>; of: {value: string; label: string}[];
}): JSX.Element {
  return (
    <label>{label}{' '}
      <select value={query[name] ?? ''} onChange={({currentTarget}) => setQuery({[name]: currentTarget.value})}>
        <option value="">{any}</option>
        {of.map((one) => <option key={one.value} value={one.value}>{one.label}</option>)}
      </select>
    </label>
  );
}

const named = (names: string[]) => names.map((value) => ({value, label: value}));

export function Sieve({flow, query}: {flow: Flow; query: Record<string, string>}): JSX.Element {
  const groups = [...new Set(flow.feeds.flatMap((feed) => feed.groups.map((one) => one.group)))];
  return (
    <form class="sieve" role="search" aria-label={t('flow.sieve')} onSubmit={(event) => event.preventDefault()}>
      <label>{t('flow.text')}{' '}
        <input type="search" value={query.text ?? ''} placeholder={t('flow.text_hint')} autocomplete="off"
            onInput={({currentTarget}) => setQuery({text: currentTarget.value})} />
      </label>
      <Choice name="only" label={t('flow.only')} any={t('flow.everything')} query={query}
          of={kStandings.map((value) => ({value, label: word('only', value)}))} />
      <Choice name="feed" label={t('flow.feed')} any={t('flow.any')} query={query}
          of={named(flow.feeds.map((one) => one.feed))} />
      <Choice name="group" label={t('flow.group')} any={t('flow.any')} query={query} of={named(groups)} />
    </form>
  );
}

/** Who looks at one group can stop it everywhere. */
export function GroupBar({flow, group}: {flow: Flow; group: string}): JSX.Element | null {
  const feeds = flow.feeds.filter((feed) => feed.groups.some((one) => one.group === group));
  if (!feeds.length) return null;
  const held = feeds.filter(({acts}) => acts.some((one) => one.kind === 'hold' && one.group === group));
  return (
    <div class="card group-bar">
      <a href={hrefTo('devices', [], {group})}>{t('flow.group_bar', {group})}</a>
      <span class="actions">
        {held.length && may(letsGo, null, [group]) ? (
          <AskButton label={t('stops.lift_group_label', {group})} wish={() => liftGroup(group)}>
            {t('stops.lift_group')}
          </AskButton>
        ) : null}
        {held.length < feeds.length && may(stops, null, [group]) ? (
          <AskButton kind="stop" wish={() => stopAtOnce('', holdGroup(group))}>
            {t('stops.hold_group', {group})}
          </AskButton>
        ) : null}
      </span>
    </div>
  );
}
