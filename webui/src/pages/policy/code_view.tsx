// A policy's text, to be read or to be written.

import type {JSX, RefObject} from 'preact';
import {useEffect, useRef} from 'preact/hooks';
import type {TextProblem} from 'relay-api';

import type {Route} from '../../router';
import {type Code, makeCode} from './code';

interface Properties {
  text: string;             ///< At first, and whenever `anew` is another; else who writes knows better.
  anew?: string;
  label: string;
  before?: string | null;   ///< What it is compared with.
  problems?: readonly TextProblem[];
  changed?: (text: string) => void;  ///< Nothing: it is only read.
  handle?: RefObject<Code>;
}

const kNone: readonly TextProblem[] = [];

/** Leads to the line that the address names, whenever somebody arrives there. */
export function useLine(code: RefObject<Code>, at: Route): void {
  useEffect(() => {
    const line = Number(at.query.line);
    if (line >= 1) code.current?.goTo(Math.floor(line), null);
  }, [at]);
}

export function CodeView({
  text, anew, label, before = null, problems = kNone, changed, handle,
}: Properties): JSX.Element {
  const host = useRef<HTMLDivElement>(null);
  const code = useRef<Code | null>(null);
  const told = useRef(changed);
  told.current = changed;
  useEffect(() => {
    const made = makeCode(host.current!, {
      text, label, readOnly: !changed, changed: (next) => told.current?.(next),
    });
    code.current = made;
    if (handle) handle.current = made;
    return () => made.end();
  }, []);
  useEffect(() => code.current?.setText(text), [anew]);
  useEffect(() => code.current?.compare(before), [before]);
  useEffect(() => code.current?.show(problems), [problems]);
  return <div class="code" ref={host} />;
}
