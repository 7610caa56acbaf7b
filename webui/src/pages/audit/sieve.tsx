// What is looked for: taken over when a field is left or Enter is pressed, as every look reads a lot.

import type {JSX} from 'preact';
import {useEffect, useRef, useState} from 'preact/hooks';

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

type Fields = Record<typeof kFields[number], string>;

const fieldsOf = (query: Record<string, string>) => Object.fromEntries(kFields.map((name) =>
    [name, name === 'since' || name === 'until' ? fieldOf(query[name]) : query[name] ?? ''])) as Fields;

const queryOf = (fields: Fields) => Object.fromEntries(kFields.map((name) =>
    [name, name === 'since' || name === 'until' ? instantOf(fields[name]) : fields[name].trim()]));

export function Sieve({query}: {query: Record<string, string>}): JSX.Element {
  const {value: status} = useStatus();
  const [fields, setFields] = useState(() => fieldsOf(query));
  const latest = useRef(fields);
  const put = (next: Fields) => {
    latest.current = next;
    setFields(next);
  };
  useEffect(() => put(fieldsOf(query)), [JSON.stringify(sought(query))]);
  const takeOver = () => setQuery(queryOf(latest.current));
  const feeds = new Set([...(status?.feeds.map((one) => one.feed) ?? []), ...(query.feed ? [query.feed] : [])]);
  const type = (name: keyof Fields) => ({currentTarget}: {currentTarget: {value: string}}) =>
    put({...latest.current, [name]: currentTarget.value});
  const text = (name: 'person' | 'action' | 'text', label: string, hint?: string) => (
    <label>{label}{' '}
      <input value={fields[name]} maxLength={kLongest} placeholder={hint} autocomplete="off" spellcheck={false}
          onInput={type(name)} />
    </label>
  );
  const time = (name: 'since' | 'until', label: string) => (
    <label>{label}{' '}
      <input type="datetime-local" value={fields[name]} title={zone} onInput={type(name)} />
    </label>
  );
  return (
    <form class="sieve inner" role="search" aria-label={t('audit.sieve')} onChange={takeOver}
        onSubmit={(event) => { event.preventDefault(); takeOver(); }}>
      {text('person', t('audit.person'))}
      {text('action', t('audit.action'), t('audit.action_hint'))}
      <label>{t('flow.feed')}{' '}
        <select value={fields.feed} onInput={type('feed')}>
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
