// The changed lines of a text, for whoever is to see them before they count.

import type {JSX} from 'preact';
import {useMemo} from 'preact/hooks';

import {t} from '../messages/messages';
import {changedLines} from './lines';

export function Lines({before, after}: {before: string; after: string}): JSX.Element | null {
  const lines = useMemo(() => changedLines(before, after), [before, after]);
  if (!lines.length) return null;
  return (
    <>
      <h3>{t('forms.lines')}</h3>
      <pre class="lines" tabIndex={0} role="region" aria-label={t('forms.lines')}>
        {lines.map(({sign, text, number}) => (
          <div key={sign + number} class={sign === '+' ? 'added' : sign === '-' ? 'taken' : 'between'}>
            {sign}{' '}{text}
          </div>
        ))}
      </pre>
    </>
  );
}
