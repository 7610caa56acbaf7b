// What a text says: what is wrong with it and where, what is different, and what it would change.

import type {JSX} from 'preact';
import type {Effect, PolicyCheck, TextProblem} from 'relay-api';

import {say, t} from '../../messages/messages';
import {Badge} from '../../parts/badge';
import {type Column, Table} from '../../parts/table';
import {At, When} from '../../parts/time';
import {hrefTo} from '../../router';

const keyed = (sentences: readonly string[]) => sentences.map((one, i) => ({key: `${i} ${one}`, sentence: one}));

export function Sentences({title, of}: {title: string; of: readonly string[]}): JSX.Element | null {
  if (!of.length) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul class="sentences" tabIndex={0}>
        {keyed(of).map(({key, sentence}) => <li key={key} class="said">{sentence}</li>)}
      </ul>
    </>
  );
}

export function Problems({of, goTo}: {
  of: readonly TextProblem[]; goTo?: (line: number, column: number | null) => void;
}): JSX.Element | null {
  if (!of.length) return null;
  return (
    <ul class="problems" aria-label={t('policy.problems')}>
      {of.map(({severity, line, column, sentence, shown}) => (
        <li key={shown + sentence}>
          <Badge tone={severity === 'error' ? 'danger' : 'warning'}>{t(`policy.${severity}`)}</Badge>{' '}
          {line === null ? null : !goTo ? t('policy.line', {line}) : (
            <button type="button" class="small quiet" onClick={() => goTo(line, column)}>
              {t('policy.line', {line})}
            </button>
          )}{' '}
          <span class="said">{sentence}</span>
        </li>
      ))}
    </ul>
  );
}

const instant = (at: string | null) => (at ? <When at={at} /> : <span class="faint">{t('policy.not_in_sight')}</span>);

const columns: Column<Effect>[] = [
  {key: 'what', title: t('policy.release'), head: true, cell: ({feed, version, group}) => say('policy.for_group', {
    feed, version: <a class="version" href={hrefTo('release', [feed, version])}>{version}</a>, group,
  })},
  {key: 'before', title: t('policy.before'), cell: ({before}) => instant(before)},
  {key: 'after', title: t('policy.after'), cell: ({after, taken_back}) => (
    taken_back ? <Badge tone="danger">{t('policy.taken_back')}</Badge> : instant(after)
  )},
  {key: 'sentence', title: t('policy.in_words'), cell: ({sentence}) => <span class="said">{sentence}</span>},
];

/** The forecast before and after. */
export function Effects({check}: {check: PolicyCheck}): JSX.Element {
  return (
    <section class="card" aria-labelledby="effects-title" id="effects">
      <div class="block-head">
        <h2 id="effects-title">{t('policy.effects')}</h2>
        <span class="faint">{say('policy.effects_until', {time: <At at={check.until} />})}</span>
      </div>
      {check.effects.length ? (
        <Table label={t('policy.effects')} columns={columns} rows={check.effects}
            keyOf={(row) => `${row.feed} ${row.group} ${row.version}`} />
      ) : <p class="inner">{t('policy.no_effects')}</p>}
    </section>
  );
}
