// What is looked for: taken over when a field is left or Enter is pressed, as every look reads a lot.

import type {JSX} from 'preact';

import {t} from '../../messages/messages';
import {zone} from '../../parts/time';
import {hrefTo, setQuery} from '../../router';
import {useStatus} from '../../shell/status';

const kFields = ['person', 'action', 'feed', 'text', 'since', 'until'] as const;
const kLongest = 200;

/** "2026-03-04T07:00" as such a field has it, in the viewer's zone. */
export function fieldOf(instant: string | undefined): string {
  const at = new Date(instant ?? '');
  if (Number.isNaN(at.getTime())) return '';
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** "2026-03-04T06:00:00Z" */
export function instantOf(field: string): string {
  const at = new Date(field);
  return Number.isNaN(at.getTime()) ? '' : at.toISOString().replace(/\.\d+Z$/, 'Z');
}

/** Empty where nothing is looked for. */
export function sought(query: Record<string, string>): Record<string, string> {
  return Object.fromEntries(kFields.map((name) => [name, query[name] ?? '']).filter(([, value]) => value));
}

function takeOver({currentTarget}: JSX.TargetedEvent<HTMLFormElement>): void {
  const form = new FormData(currentTarget);
  const text = (name: string) => String(form.get(name) ?? '').trim();
  setQuery(Object.fromEntries(kFields.map((name) =>
      [name, name === 'since' || name === 'until' ? instantOf(text(name)) : text(name)])));
}

export function Sieve({query}: {query: Record<string, string>}): JSX.Element {
  const {value: status} = useStatus();
  const feeds = new Set([...(status?.feeds.map((one) => one.feed) ?? []), ...(query.feed ? [query.feed] : [])]);
  const text = (name: 'person' | 'action' | 'text', label: string, hint?: string) => (
    <label>{label}{' '}
      <input name={name} value={query[name] ?? ''} maxLength={kLongest} placeholder={hint} autocomplete="off"
          spellcheck={false} />
    </label>
  );
  const time = (name: 'since' | 'until', label: string) => (
    <label>{label}{' '}
      <input type="datetime-local" name={name} value={fieldOf(query[name])} title={zone} />
    </label>
  );
  return (
    <form class="sieve inner" role="search" aria-label={t('audit.sieve')} key={JSON.stringify(sought(query))}
        onChange={takeOver} onSubmit={(event) => { event.preventDefault(); takeOver(event); }}>
      {text('person', t('audit.person'))}
      {text('action', t('audit.action'), t('audit.action_hint'))}
      <label>{t('flow.feed')}{' '}
        <select name="feed" value={query.feed ?? ''}>
          <option value="">{t('flow.any')}</option>
          {[...feeds].map((one) => <option key={one} value={one}>{one}</option>)}
        </select>
      </label>
      {time('since', t('audit.since'))}
      {time('until', t('audit.until'))}
      {text('text', t('audit.text'))}
      <button type="submit" class="small">{t('audit.find')}</button>
      {Object.keys(sought(query)).length ? <a href={hrefTo('audit')}>{t('audit.all')}</a> : null}
    </form>
  );
}
