// Long lists that the relay tells page by page: the next one is asked for when somebody gets there.

import {useEffect, useRef, useState} from 'preact/hooks';

import {type Kind, onNews} from '../live';
import {call} from './client';

interface Page<Answer, Row> { answer: Answer; rows: Row[]; next: string | number | null }

export interface Paged<Answer, Row> {
  rows: Row[] | undefined;  ///< Nothing before the first page is there.
  answer: Answer | undefined;  ///< The first page as it came, with what it says of all.
  problem: unknown;
  /** Asks for the next page; null when there is none. */
  more: (() => void) | null;
  again: () => Promise<void>;
}

const kMostAgain = 5;         // Pages that are asked for again after news; older ones stay as they were.

const after = (path: string, next: string | number) =>
    path + (path.includes('?') ? '&' : '?') + 'after=' + encodeURIComponent(String(next));

/** `rowsOf` an answer; the list begins anew when the path is another one. */
export function usePaged<Answer extends {next: string | number | null}, Row>(
    path: string | null, rowsOf: (answer: Answer) => Row[], ...kinds: Kind[]): Paged<Answer, Row> {
  const [state, setState] = useState<{path: string | null; pages: Page<Answer, Row>[]}>({path: null, pages: []});
  const [problem, setProblem] = useState<unknown>(null);
  const busy = useRef('');
  const pages = state.path === path ? state.pages : [];

  /** Asks for the page behind `before`, and for as many after it. */
  const load = async (before: Page<Answer, Row>[], count: number) => {
    if (path === null || busy.current === path) return;
    busy.current = path;
    const all = [...before];
    try {
      for (let i = 0; i < count; ++i) {
        const next = all.at(-1)?.next;
        if (all.length && next === null) break;
        const answer = await call<Answer>(next === undefined || next === null ? path : after(path, next));
        all.push({answer, rows: rowsOf(answer), next: answer.next});
      }
      if (busy.current !== path) return;  // Something else is asked for meanwhile.
      setProblem(null);
      setState({path, pages: all});
    } catch (why) {
      if (busy.current === path) setProblem(why);
    } finally {
      if (busy.current === path) busy.current = '';
    }
  };
  const again = () => load([], Math.min(Math.max(1, pages.length), kMostAgain));

  useEffect(() => { void load([], 1); }, [path]);
  useEffect(() => onNews((news) => {
    if (news.has('reset') || kinds.some((kind) => news.has(kind))) void again();
  }), [path, pages.length]);

  const next = pages.at(-1)?.next ?? null;
  return {
    rows: pages.length ? pages.flatMap((page) => page.rows) : undefined,
    answer: pages[0]?.answer, problem, again, more: next === null ? null : () => void load(pages, 1),
  };
}
