// A text that is taken elsewhere: copied, or saved as a file.

import type {JSX} from 'preact';
import {useRef} from 'preact/hooks';

import {t} from '../messages/messages';
import {tell} from './outcome';

/** Saves a text that the page has already. */
export function save(text: string, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], {type: 'text/plain'}));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** `file`: the name that it is saved under; nothing: it is only copied. */
export function GivenText({label, text, file}: {label: string; text: string; file?: string}): JSX.Element {
  const shown = useRef<HTMLPreElement>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      tell(t('given.copied', {what: label}));
    } catch {
      if (shown.current) getSelection()?.selectAllChildren(shown.current);
      tell(t('given.not_copied', {what: label}));
    }
  };
  return (
    <div class="given">
      <div class="given-head">
        <span class="label said">{label}</span>
        <span class="actions">
          <button type="button" class="small" aria-label={t('given.copy_label', {what: label})}
              onClick={() => void copy()}>{t('given.copy')}</button>
          {file ? (
            <button type="button" class="small" aria-label={t('given.save_label', {what: label})}
                onClick={() => save(text, file)}>{t('given.save')}</button>
          ) : null}
        </span>
      </div>
      <pre ref={shown} class="lines" tabIndex={0} role="region" aria-label={label}>{text}</pre>
    </div>
  );
}
