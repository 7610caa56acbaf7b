// Light or dark: as the system has it, or as the viewer says for this visit. Nothing of it is kept.

import {signal} from '@preact/signals';
import type {JSX} from 'preact';

import {t} from '../messages/messages';

const kThemes = ['system', 'light', 'dark'] as const;
type Theme = typeof kThemes[number];

const theme = signal<Theme>('system');

function choose(next: Theme): void {
  theme.value = next;
  if (next === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = next;
}

const kNames = {system: 'app.by_system', light: 'app.light', dark: 'app.dark'} as const;

export function ThemeSwitch(): JSX.Element {
  return (
    <label class="theme">{t('app.theme')}{' '}
      <select value={theme.value} onChange={(event) => choose(event.currentTarget.value as Theme)}>
        {kThemes.map((one) => <option key={one} value={one}>{t(kNames[one])}</option>)}
      </select>
    </label>
  );
}
