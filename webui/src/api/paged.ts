// Long lists that the relay tells page by page: the next one is asked for when somebody gets there.

import {useEffect, useRef, useState} from 'preact/hooks';

import {type Kind, onNews} from '../live';
import {Unreachable, call} from './client';

interface Page<Answer, Row> { answer: Answer; rows: Row[]; next: string | number | null }

export interface Paged<Answer, Row> {
  rows: Row[] | undefined;  ///< Nothing before the first page is there.
  answer: Answer | undefined;  ///< The first page as it came, with what it says of all.
  problem: unknown;
  /** Why the rows are not all or not the newest, and what asks again for that; a silence the frame tells of. */
  broken: {problem: unknown; again: () => Promise<void>} | null;
  /** Asks for the next page; null when there is none. */
  more: (() => void) | null;
  again: () => Promise<void>;
}

const kMostEmpty = 30;        // Pages without a row, one after the other.
const kMostAgain = 5;         // Pages that are asked for again after news; older ones stay as they were.

const after = (path: string, next: string | number) =>
    path + (path.includes('?') ? '&' : '?') + 'after=' + encodeURIComponent(String(next));

/** The pages anew, and those behind them as they were, where these still begin at the same place. */
function behind<Answer, Row>(anew: Page<Answer, Row>[], old: Page<Answer, Row>[]): Page<Answer, Row>[] {
  const last = anew.at(-1)?.next ?? null;
  return last !== null && last === old[anew.length - 1]?.next ? [...anew, ...old.slice(anew.length)] : anew;
}

/** `rowsOf` an answer; the list begins anew when the path is another one. */
export function usePaged<Answer extends {next: string | number | null}, Row>(
    path: string | null, rowsOf: (answer: Answer) => Row[], ...kinds: Kind[]): Paged<Answer, Row> {
  const [state, setState] = useState<{path: string | null; pages: Page<Answer, Row>[]}>({path: null, pages: []});
  const [failure, setFailure] = useState<{path: string; why: unknown; further: boolean} | null>(null);
  const busy = useRef('');
  const wanted = useRef(false);  // The next page is, as soon as what is on its way has come.
  const pages = state.path === path ? state.pages : [];

  /**
   * Asks for `count` pages behind `before`. One without rows does not count where there are more: what is
   * sought is further behind. Where the relay tells how far it looked, going on is for a person.
   */
  const load = async (before: Page<Answer, Row>[], count: number) => {
    if (path === null || busy.current === path) return;
    busy.current = path;
    const all = [...before];
    try {
      for (let got = 0, empty = 0; got < count && empty <= kMostEmpty && busy.current === path;) {
        const next = all.at(-1)?.next;
        if (all.length && next === null) break;
        const answer = await call<Answer>(next === undefined || next === null ? path : after(path, next));
        const rows = rowsOf(answer);
        all.push({answer, rows, next: answer.next});
        if (rows.length || 'looked_to' in answer) ++got;
        else ++empty;
      }
      if (busy.current !== path) return;  // Something else is asked for meanwhile.
      setFailure(null);
      setState((old) => ({path, pages: before.length || old.path !== path ? all : behind(all, old.pages)}));
    } catch (why) {
      if (busy.current === path) setFailure({path, why, further: before.length > 0});
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
  const further = async () => {
    wanted.current = busy.current === path;
    if (!wanted.current) await load(pages, 1);
  };
  const more = () => void further();
  useEffect(() => { if (wanted.current && next !== null) more(); }, [state]);
  const failed = failure?.path === path ? failure : null;
  const isTold = failed && pages.length && (failed.further || !(failed.why instanceof Unreachable));
  return {
    rows: pages.length ? pages.flatMap((page) => page.rows) : undefined,
    answer: pages[0]?.answer, problem: failed?.why ?? null, again, more: next === null ? null : more,
    broken: isTold ? {problem: failed.why, again: failed.further ? further : again} : null,
  };
}
