// What the relay says of a text, sorted to the fields of the form that wrote it.

import type {TextProblem} from 'relay-api';

import {type Path, partAt} from './tree';

export interface Sorted {
  fields: Map<string, TextProblem[]>;  ///< By the path of the field, within what the form is about.
  elsewhere: TextProblem[];            ///< What is said of other parts of the text.
}

/** The part that a problem speaks of; what is missing would stand there. */
function spokenOf(text: string, {line, column, missing}: TextProblem): Path {
  if (line === null) return [];
  const path = partAt(text, line, column);
  if (missing === null) return path;
  // A map begins with its brace, or else with its first key, which is a part of its own.
  const brace = column !== null && [...(text.split('\n')[line - 1] ?? '')][column - 1] === '{';
  return [...(brace ? path : path.slice(0, -1)), missing];
}

/** `fields` with a star for every number: "stages.*.soak". */
function nearest(path: Path, fields: ReadonlySet<string>): string {
  for (let length = path.length; length > 0; --length) {
    const part = path.slice(0, length);
    if (fields.has(part.map((step) => (typeof step === 'number' ? '*' : step)).join('.'))) return part.join('.');
  }
  return '';
}

/** `item` is where in the text stands what the form is about. */
export function sortProblems(text: string, problems: readonly TextProblem[], item: Path,
                             fields: ReadonlySet<string>): Sorted {
  const sorted: Sorted = {fields: new Map(), elsewhere: []};
  for (const problem of problems) {
    const path = spokenOf(text, problem);
    if (!item.every((step, i) => path[i] === step)) {
      sorted.elsewhere.push(problem);
      continue;
    }
    const field = nearest(path.slice(item.length), fields);
    sorted.fields.set(field, [...(sorted.fields.get(field) ?? []), problem]);
  }
  return sorted;
}
