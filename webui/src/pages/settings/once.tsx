// What is shown once and never again; it is in the page for as long as the dialog is.

import type {JSX} from 'preact';

import {t} from '../../messages/messages';
import {Dialog} from '../../parts/dialog';
import {tell} from '../../parts/outcome';

export interface Secret { title: string; sentence: string; label: string; text: string }

export function Once({secret, close}: {secret: Secret; close: () => void}): JSX.Element {
  const copy = async () => {
    document.querySelector<HTMLTextAreaElement>('#once-text')?.select();
    try {
      await navigator.clipboard.writeText(secret.text);
      tell(t('enrol.copied'));
    } catch {
      tell(t('enrol.not_copied'));
    }
  };
  return (
    <Dialog id="once" title={secret.title} onClose={close}>
      <form method="dialog" onSubmit={(event) => { event.preventDefault(); close(); }}>
        <p class="said">{secret.sentence}</p>
        <div class="field">
          <label for="once-text">{secret.label}</label>
          <textarea id="once-text" readOnly spellcheck={false} autocomplete="off" data-first
              rows={secret.text.split('\n').length} value={secret.text} />
        </div>
        <div class="buttons">
          <button type="button" onClick={() => void copy()}>{t('enrol.copy')}</button>
          <button type="submit" class="primary">{t('own.kept')}</button>
        </div>
      </form>
    </Dialog>
  );
}
