// A form's way to the relay: it is busy, then done, or it says why not.

import {useState} from 'preact/hooks';

import {sentenceOf} from '../api/client';

export interface Attempt { busy: boolean; problem: string; attempt: (what: () => Promise<void>) => Promise<void> }

export function useAttempt(): Attempt {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const attempt = async (what: () => Promise<void>) => {
    setBusy(true);
    setProblem('');
    await what().catch((why: unknown) => setProblem(sentenceOf(why)));
    setBusy(false);
  };
  return {busy, problem, attempt};
}
