// What a view shows while it has nothing to show, or nothing new.

import type {ComponentChildren, JSX} from 'preact';

import {type Asked} from '../api/asked';
import {sentenceOf} from '../api/client';
import {t} from '../messages/messages';

export function Loading(): JSX.Element {
  return <p class="state loading" role="status">{t('state.loading')}</p>;
}

export function Empty({children}: {children: ComponentChildren}): JSX.Element {
  return <p class="state empty">{children}</p>;
}

export function Failed({problem, again}: {problem: unknown; again: () => Promise<void>}): JSX.Element {
  return (
    <div class="notice danger" role="alert">
      <p><strong>{t('state.failed')}</strong>: {sentenceOf(problem)}</p>
      <button type="button" class="small" onClick={() => void again()}>{t('state.again')}</button>
    </div>
  );
}

/** What of several answers is not there yet, or why; nothing when all are. */
export function Unheard({of}: {of: readonly Asked<unknown>[]}): JSX.Element | null {
  const silent = of.filter((one) => one.value === undefined);
  const failed = silent.find((one) => one.problem);
  if (!failed) return silent.length ? <Loading /> : null;
  const again = async () => { await Promise.all(silent.map((one) => one.again())); };
  return <Failed problem={failed.problem} again={again} />;
}

/**
 * Shows an answer, or why there is none. One that is old stays: the frame says above it that the
 * relay does not answer.
 */
export function Answer<T>({asked, children}: {
  asked: Asked<T>; children: (value: T) => ComponentChildren;
}): JSX.Element {
  if (asked.value !== undefined) return <>{children(asked.value)}</>;
  if (asked.problem) return <Failed problem={asked.problem} again={asked.again} />;
  return <Loading />;
}
