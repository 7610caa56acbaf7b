// A text is put in force, or somebody else is asked to agree to it first.

import type {PolicyCheck} from 'relay-api';

import {t} from '../messages/messages';
import type {Wish} from '../parts/ask';

export function applyPolicy(text: string, base: string, {differences, weaker, effects}: PolicyCheck,
                            done: () => void): Wish {
  return {
    title: t('policy.apply_ask'),
    what: weaker.length ? t('policy.apply_weaker') : t('policy.apply_what'),
    button: t('policy.apply'), undo: t('undo.policy'),
    effect: () => (
      <>
        <ul>{[...weaker, ...differences].slice(0, 8).map((one) => <li key={one}>{one}</li>)}</ul>
        <p>{t('policy.effects_count', {count: effects.length})}</p>
      </>
    ),
    path: 'policy/apply', seen: `"${base}"`, body: ({reason}) => ({text, base, reason}), done,
  };
}
