// From problem to problem of a text: by key, or by the buttons that name it. Where somebody has arrived
// is marked and told in the text, and said to who listens.

import {forEachDiagnostic, nextDiagnostic, previousDiagnostic} from '@codemirror/lint';
import type {EditorState} from '@codemirror/state';
import {type Command, EditorView} from '@codemirror/view';

import {t} from '../../messages/messages';

function said(state: EditorState): string {
  const {from} = state.selection.main;
  const all: {at: number; message: string}[] = [];
  forEachDiagnostic(state, ({message}, at) => all.push({at, message}));
  const here = all.findIndex(({at}) => at === from);
  if (here < 0) return t('policy.no_problems');
  return t('policy.problem_at', {
    number: here + 1, count: all.length, line: state.doc.lineAt(from).number, sentence: all[here]!.message,
  });
}

const andSay = (move: Command): Command => (view) => {
  move(view);
  view.dispatch({effects: EditorView.announce.of(said(view.state))});
  return true;
};

export const toNext = andSay(nextDiagnostic);
export const toPrevious = andSay(previousDiagnostic);
export const problemKeys = [{key: 'F8', run: toNext, shift: toPrevious, preventDefault: true}];
