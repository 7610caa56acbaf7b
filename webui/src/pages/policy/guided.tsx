// Forms for the parts of a policy: which there are, and one of them. What it writes becomes the draft.

import type {JSX} from 'preact';
import type {Revision} from 'relay-api';

import {FormFrame, keptAs} from '../../forms/frame';
import {isKept} from '../../forms/kept';
import {type Kind, kKinds, partIn} from '../../forms/parts_of_policy';
import {type FeedPreset, kFeedPresets, pathPreset} from '../../forms/presets';
import {type Value, keysAt, lineOf, namesAt, recordsAt, treeOf} from '../../forms/tree';
import {type PlainKey, say, t} from '../../messages/messages';
import {Notice} from '../../parts/notice';
import {Empty} from '../../parts/states';
import {type Route, goTo, hrefTo} from '../../router';
import {draft, give, madeFrom} from './draft';

const kTitles = {
  feed: 'forms.feeds', group: 'forms.groups_title', path: 'forms.paths', limit: 'forms.limits',
} as const satisfies Record<Kind, PlainKey>;
const kAdds = {
  feed: 'forms.add_feed', group: 'forms.add_group', path: 'forms.add_path', limit: 'forms.add_limit',
} as const satisfies Record<Kind, PlainKey>;
const kLists = {feed: 'feeds', group: 'groups', path: 'paths', limit: 'limits'} as const;

const namesOf = (text: string, kind: Kind): string[] => {
  if (kind === 'feed') return keysAt(text, ['feeds']);
  return kind === 'limit' ? recordsAt(text, ['limits']).map((_, i) => String(i)) : namesAt(text, [kLists[kind]]);
};

/** A limit has no name: it is called by its feed. */
function called(text: string, kind: Kind, name: string): string {
  if (kind !== 'limit') return name;
  const {feed, why} = recordsAt(text, ['limits'])[Number(name)] ?? {};
  return [feed, why].filter((one) => typeof one === 'string').join(': ');
}

const toLine = (line: number): JSX.Element =>
    <a href={hrefTo('policy', [], {line})}>{t('forms.fixed_line', {line})}</a>;

/** What has no form, and where it stands. */
function TextOnly({text}: {text: string}): JSX.Element {
  const calendars = keysAt(text, ['calendars']);
  const bypass = lineOf(text, ['bypass']);
  return (
    <>
      <section class="card block" aria-labelledby="forms-calendars">
        <h2 id="forms-calendars">{t('forms.calendars')}</h2>
        <p class="faint">{t(calendars.length ? 'forms.text_only' : 'forms.no_calendars')}</p>
        <ul>
          {calendars.map((name) => <li key={name}>{name} {toLine(lineOf(text, ['calendars', name]) ?? 1)}</li>)}
        </ul>
      </section>
      <section class="card block" aria-labelledby="forms-bypass">
        <h2 id="forms-bypass">{t('forms.bypass')}</h2>
        {bypass === null ? <p class="faint">{t('forms.no_bypass')}</p> : (
          <>
            <p class="faint">{t('forms.text_only')}</p>
            <p>{t('forms.bypass_there')} {toLine(bypass)}</p>
          </>
        )}
      </section>
    </>
  );
}

/** Why the name of what is there stands fast, and where it can be changed all the same. */
function Fixed({text, kind, name}: {text: string; kind: Kind; name: string}): JSX.Element | null {
  if (kind === 'limit') return null;
  const at = kind === 'feed' ? name : namesAt(text, [kLists[kind]]).indexOf(name);
  const line = lineOf(text, [kLists[kind], at]);
  return line === null ? null : <p class="faint forms-what">{say(`forms.fixed_${kind}`, {line: toLine(line)})}</p>;
}

function Overview({text}: {text: string}): JSX.Element {
  return (
    <>
      <p class="faint forms-what">{t('forms.what')}</p>
      <div class="overview">
        {kKinds.map((kind) => {
          const names = namesOf(text, kind);
          return (
            <section key={kind} class="card block" aria-labelledby={`forms-${kind}`}>
              <h2 id={`forms-${kind}`}>{t(kTitles[kind])}</h2>
              {names.length ? (
                <ul>
                  {names.map((name, i) => {
                    const line = lineOf(text, [kLists[kind], kind === 'feed' ? name : i]);
                    return (
                      <li key={name + i}>
                        <a href={hrefTo('policy', ['forms', kind, name])}>{called(text, kind, name)}</a>{' '}
                        {line === null ? null : (
                          <a class="faint" href={hrefTo('policy', [], {line})}>{t('forms.line', {line})}</a>
                        )}
                      </li>
                    );
                  })}
                </ul>
              ) : <Empty>{t('forms.none')}</Empty>}
              <a class="button" href={hrefTo('policy', ['forms', kind])}>{t(kAdds[kind])}</a>
            </section>
          );
        })}
        <TextOnly text={text} />
      </div>
    </>
  );
}

const kPresets = [
  ['clamav', 'forms.preset_clamav'], ['files', 'forms.preset_files'], ['folder', 'forms.preset_folder'],
] as const satisfies readonly (readonly [FeedPreset, PlainKey])[];

/** With what a new feed begins. */
export function FeedPresets({chosen, href}: {chosen: string; href: (preset: FeedPreset) => string}): JSX.Element {
  return (
    <nav class="parts" aria-label={t('forms.begin_with')}>
      <ul>
        {kPresets.map(([preset, key]) => (
          <li key={preset}>
            <a href={href(preset)} aria-current={preset === chosen ? 'page' : undefined}>{t(key)}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export const presetOf = (word: string | undefined): FeedPreset =>
    (word === 'clamav' || word === 'folder' ? word : 'files');

function fresh(text: string, kind: Kind, preset: FeedPreset): Value {
  switch (kind) {
    case 'feed': return kFeedPresets[preset];
    case 'group': return {name: '', match: [{address: ''}]};
    case 'path': return {...pathPreset('careful', text, '') as object, name: '', for: {}};
    case 'limit': return {};
  }
}

function OneForm({route, text, inForce}: {route: Route; text: string; inForce: Revision}): JSX.Element {
  const kind = kKinds.find((one) => one === route.parts[1]) ?? 'feed';
  const name = route.parts[2];
  const preset = presetOf(route.query.with);
  const overview = hrefTo('policy', ['forms']);
  const from = name === undefined ? fresh(text, kind, preset) : partIn(text, kind, name);
  if (from === undefined && !isKept(keptAs(kind, name, from))) {
    return <Empty>{t('forms.gone')}{' '}<a href={overview}>{t('forms.back')}</a></Empty>;
  }
  const done = (next: string) => {
    give({...(draft.peek() ?? madeFrom(inForce, next)), text: next});
    goTo(hrefTo('policy', [], {compare: 'yes'}));
  };
  const key = [kind, name, preset].join(' ');
  return (
    <>
      <h2 class="form-title">
        {name === undefined ? t(kAdds[kind]) : t(`forms.edit_${kind}`, {name: called(text, kind, name)})}
      </h2>
      {name === undefined ? null : <Fixed text={text} kind={kind} name={name} />}
      <FormFrame key={key} kind={kind} {...(name === undefined ? {} : {name})} text={text} base={inForce.digest}
          from={from} button={t('forms.do')} done={done} cancel={() => goTo(overview)}>
        {kind === 'feed' && name === undefined ? (
          <FeedPresets chosen={preset} href={(one) => hrefTo('policy', ['forms', 'feed'], {with: one})} />
        ) : null}
      </FormFrame>
    </>
  );
}

export function Guided({route, inForce}: {route: Route; inForce: Revision}): JSX.Element {
  const own = draft.value;
  const text = own?.text ?? inForce.text;
  const {wrong} = treeOf(text);
  return (
    <>
      {own ? (
        <Notice tone="plain">
          {say('forms.draft', {document: <a href={hrefTo('policy')}>{t('forms.to_document')}</a>})}
        </Notice>
      ) : null}
      {wrong === null ? null : <Notice tone="warning">{t('forms.unreadable', {line: wrong})}</Notice>}
      {route.parts[1] ? <OneForm route={route} text={text} inForce={inForce} /> : <Overview text={text} />}
    </>
  );
}
