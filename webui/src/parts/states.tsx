// What a view shows while it has nothing to show, or nothing new.

import type {ComponentChildren, JSX} from 'preact';

import {type Asked} from '../api/asked';
import {Unreachable, sentenceOf} from '../api/client';
import {t} from '../messages/messages';

export function Loading(): JSX.Element {
  return <p class="state loading" role="status">{t('state.loading')}</p>;
}

export function Empty({children}: {children: ComponentChildren}): JSX.Element {
  return <p class="state empty">{children}</p>;
}

/** `old`: what is shown besides is from before. */
export function Failed({problem, again, old = false}: {
  problem: unknown; again: () => Promise<void>; old?: boolean;
}): JSX.Element {
  return (
    <div class="notice danger" role="alert">
      <p><strong>{t(old ? 'state.old' : 'state.failed')}</strong>: {sentenceOf(problem)}</p>
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
 * Shows an answer, or why there is none. One that is old stays, and it is said above it why there is no
 * newer one; that the relay does not answer at all, the frame says.
 */
export function Answer<T>({asked, children}: {
  asked: Asked<T>; children: (value: T) => ComponentChildren;
}): JSX.Element {
  const {value, problem} = asked;
  if (value !== undefined) {
    const isTold = problem !== null && !(problem instanceof Unreachable);
    return <>{isTold ? <Failed problem={problem} again={asked.again} old /> : null}{children(value)}</>;
  }
  if (problem) return <Failed problem={problem} again={asked.again} />;
  return <Loading />;
}
