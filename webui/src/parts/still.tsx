// Before what somebody has written is thrown away, for which there is no way back.

import type {JSX} from 'preact';

import {t} from '../messages/messages';
import {Dialog} from './dialog';

/** `still`: what its button says that does it. */
export function StillDialog({title, what, still, stay, go}: {
  title: string; what: string; still: string; stay: () => void; go: () => void;
}): JSX.Element {
  return (
    <Dialog id="still" title={title} told="still-what" onClose={stay}>
      <p class="what" id="still-what">{what}</p>
      <div class="buttons">
        <button type="button" class="quiet" data-first onClick={stay}>{t('ask.cancel')}</button>
        <button type="button" class="primary" onClick={go}>{still}</button>
      </div>
    </Dialog>
  );
}
