// Which lines of a text are others than before.

export interface Line { sign: '+' | '-' | '…'; text: string; number: number }

const kMost = 600;            // Lines that are compared one by one; beyond, all of them count as changed.

/** How many lines two texts have in common from each pair of places on. */
function common(a: readonly string[], b: readonly string[]): Uint16Array[] {
  const rows = Array.from({length: a.length + 1}, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; --i) {
    for (let j = b.length - 1; j >= 0; --j) {
      rows[i]![j] = a[i] === b[j] ? rows[i + 1]![j + 1]! + 1 : Math.max(rows[i + 1]![j]!, rows[i]![j + 1]!);
    }
  }
  return rows;
}

/** In order; "…" stands for lines between that are the same. */
export function changedLines(before: string, after: string): Line[] {
  const [a, b] = [before.split('\n'), after.split('\n')];
  let head = 0;
  while (head < Math.min(a.length, b.length) && a[head] === b[head]) ++head;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - head && a.at(-1 - tail) === b.at(-1 - tail)) ++tail;
  const [old, next] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
  const rows = old.length * next.length <= kMost * kMost ? common(old, next) : null;
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < next.length) {
    if (rows && i < old.length && j < next.length && old[i] === next[j]) {
      if (lines.at(-1)?.sign !== '…') lines.push({sign: '…', text: '', number: head + j + 1});
      ++i;
      ++j;
    } else if (i < old.length && (j >= next.length || !rows || rows[i + 1]![j]! >= rows[i]![j + 1]!)) {
      lines.push({sign: '-', text: old[i]!, number: head + ++i});
    } else {
      lines.push({sign: '+', text: next[j]!, number: head + ++j});
    }
  }
  return lines;
}
