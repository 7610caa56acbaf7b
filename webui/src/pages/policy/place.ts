// Where in a policy somebody is writing: under which keys, and whether one of these or a value would
// stand there. A text that is being written is seldom YAML, so lines and brackets tell, and no parser.

export interface Place {
  path: string[];           ///< Keys from the outermost on; a list adds nothing to it.
  wants: 'key' | 'value';
}

/** A key of a block, or an item of a list of it. */
interface Block { column: number; key: string | null }
interface Bracket { kind: '{' | '['; key: string | null }

const kKey = /^(?:"([^"]*)"|'([^']*)'|([^\s#'"[\]{},&*!|>%@`-][^#,[\]{}]*?|-[^\s#,[\]{}]+?))\s*:(?=\s|$)/;
const kItem = /^-(?=\s|$)/;

class Reader {
  readonly blocks: Block[] = [];
  readonly brackets: Bracket[] = [];
  wants: Place['wants'] | null = 'key';    ///< Nothing in a comment, or in quotes.

  /** What begins at this column ends whatever does not hold it. */
  #begin(column: number, key: string | null): void {
    for (let last = this.blocks.at(-1); last; last = this.blocks.at(-1)) {
      const holds = last.column < column || (last.column === column && key === null && last.key !== null);
      if (holds) break;
      this.blocks.pop();
    }
  }

  read(line: string, isLast: boolean): void {
    const at = this.brackets.length ? 0 : this.#head(line, isLast);
    this.#rest(line, at);
  }

  /** Items and the key at a line's beginning; where its value begins. */
  #head(line: string, isLast: boolean): number {
    let at = line.length - line.trimStart().length;
    for (; kItem.test(line.slice(at)); at += 1 + /^\s*/.exec(line.slice(at + 1))![0].length) {
      this.#begin(at, null);
      this.blocks.push({column: at, key: null});
    }
    this.wants = 'key';
    const key = kKey.exec(line.slice(at));
    const isBlank = at === line.length || line[at] === '#';
    if (key || (isLast && !isBlank) || (isLast && at === line.length)) this.#begin(at, '');
    if (!key) return at;
    this.blocks.push({column: at, key: key[1] ?? key[2] ?? key[3]!});
    this.wants = 'value';
    return at + key[0].length;
  }

  /** Brackets, quotes and comments from there on. */
  #rest(line: string, from: number): void {
    let word = '';                // What was written since the last thing that ends a word.
    for (let at = from; at < line.length; ++at) {
      const c = line[at]!;
      if (c === '#' && /\s/.test(line[at - 1] ?? ' ')) {
        this.wants = null;
        return;
      }
      if ((c === '"' || c === "'") && word === '') {
        const end = line.indexOf(c, at + 1);
        if (end < 0) {
          this.wants = null;
          return;
        }
        word = line.slice(at + 1, end);
        at = end;
      } else if ('{['.includes(c) && (word === '' || this.brackets.length)) {
        this.brackets.push({kind: c as Bracket['kind'], key: null});
        word = '';
      } else if (this.brackets.length && '}],:'.includes(c)) {
        if (c === ':' && /\S/.test(line[at + 1] ?? ' ')) word += c;
        else word = this.#mark(c, word);
      } else if (c !== ' ' || word) {
        word += c;
      }
    }
  }

  /** A bracket that ends, or what ends a word between brackets. */
  #mark(c: string, word: string): string {
    const last = this.brackets.at(-1)!;
    if (c === ':') last.key = word.trim();
    else if (c === ',') last.key = null;
    else this.brackets.pop();
    return '';
  }

  place(): Place | null {
    if (this.wants === null) return null;
    const last = this.brackets.at(-1);
    const keys = [...this.blocks, ...this.brackets].flatMap(({key}) => (key === null ? [] : [key]));
    return {path: keys, wants: !last ? this.wants : last.kind === '{' && last.key === null ? 'key' : 'value'};
  }
}

/** `before`: all that stands before the word that is being written. */
export function placeAt(before: string): Place | null {
  const reader = new Reader();
  const lines = before.split('\n');
  lines.forEach((line, i) => reader.read(line, i === lines.length - 1));
  return reader.place();
}
