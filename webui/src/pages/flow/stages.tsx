// The groups of a feed by the stages of their path.

import type {JSX} from 'preact';
import {useState} from 'preact/hooks';

import {yesOf} from '../../acts/yes';
import {t} from '../../messages/messages';
import {useKeptKeys, useKeptOrder} from '../../parts/order';
import type {Cell, FeedFlow} from '../../shell/flow';
import {GroupCell} from './group_cell';
import {rankOf} from './standing';

/** Stages in their order; groups that no path leads to stand last. */
function stagesOf(cells: Cell[]): Cell[][] {
  const found = new Map<number, Cell[]>();
  for (const one of cells) {
    const stage = one.stage ?? Infinity;
    const groups = found.get(stage);
    if (groups) groups.push(one);
    else found.set(stage, [one]);
  }
  return [...found].sort(([one], [other]) => one - other).map(([, groups]) => groups);
}

const kApart = 6;             // Groups of a stage that each have a cell; of more, those alike share one.
const kAtOnce = 12;           // Cells of a stage, before the rest is asked for.

/** Groups that have the same, and the same before them, for the same reasons and after the same people's yes. */
function alike(cells: Cell[]): Cell[][] {
  if (cells.length <= kApart) return cells.map((one) => [one]);
  const found = new Map<string, Cell[]>();
  for (const one of cells) {
    const {active, newest, ramping, withheld, held, paused, halted} = one;
    const open = ramping.map(({sequence, reached, reasons}) => [sequence, reached, reasons]);
    const key = JSON.stringify([active?.sequence, newest?.sequence, newest?.reasons, open, withheld, held, paused,
                                halted, Boolean(newest?.approval), yesOf(newest?.progress ?? [])]);
    const groups = found.get(key);
    if (groups) groups.push(one);
    else found.set(key, [one]);
  }
  return [...found.values()];
}

/** What is worst comes first, as it is when one comes; then cells stay where they are, whoever is in them. */
function StageCells({feed, cells, of}: {feed: FeedFlow; cells: Cell[]; of: string}): JSX.Element {
  const [all, setAll] = useState(false);
  const fresh = useKeptKeys(alike(cells), (one) => one.group);
  if (fresh.length > kAtOnce) fresh.sort((one, other) => rankOf(feed, one.all[0]!) - rankOf(feed, other.all[0]!));
  const {rows: shared} = useKeptOrder(of, fresh, true, (one) => one.key, () => '');
  const shown = all ? shared : shared.slice(0, kAtOnce);
  const left = shared.length - shown.length;
  return (
    <>
      <ul class={`cells ${shared.length > kApart ? 'many' : ''}`}>
        {shown.map(({key, all: same}) => (
          <GroupCell key={key} feed={feed} cell={same[0]!} names={same.map((one) => one.group)} />
        ))}
      </ul>
      {left ? (
        <button type="button" class="small quiet" onClick={() => setAll(true)}>
          {t('lane.more_cells', {count: left})}
        </button>
      ) : null}
    </>
  );
}

/** `of`: what is sought; all else that is looked for stands in its own order. */
export function Stages({feed, cells, of}: {feed: FeedFlow; cells: Cell[]; of: string}): JSX.Element {
  return (
    <ol class="stages">
      {stagesOf(cells).map((groups) => {
        const {stage} = groups[0]!;
        return (
          <li key={stage ?? 'none'} class="stage" style={{flexGrow: Math.min(groups.length, kApart)}}>
            <h3>{stage === null ? t('flow.no_path') : t('flow.stage', {stage})}</h3>
            <StageCells feed={feed} cells={groups} of={of} />
          </li>
        );
      })}
    </ol>
  );
}
