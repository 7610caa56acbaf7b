// The editor of the policy. It lives in a shadow root: there its styles are adopted as objects, which
// the door's Content-Security-Policy allows, and not as elements, which it does not.

import {autocompletion, completionKeymap} from '@codemirror/autocomplete';
import {defaultKeymap, history, historyKeymap} from '@codemirror/commands';
import {yaml} from '@codemirror/lang-yaml';
import {HighlightStyle, bracketMatching, indentOnInput, syntaxHighlighting} from '@codemirror/language';
import {type Diagnostic, setDiagnostics} from '@codemirror/lint';
import {unifiedMergeView} from '@codemirror/merge';
import {openSearchPanel, search, searchKeymap} from '@codemirror/search';
import {Compartment, EditorState} from '@codemirror/state';
import {
  EditorView, drawSelection, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars, keymap,
  lineNumbers,
} from '@codemirror/view';
import {tags} from '@lezer/highlight';
import type {TextProblem} from 'relay-api';

import {visible} from '../../parts/visible';
import {problemKeys, toNext, toPrevious} from './moves';
import {phrases} from './phrases';
import {words} from './words';

const colours = HighlightStyle.define([
  {tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--accent)'},
  {tag: tags.comment, color: 'var(--muted)', fontStyle: 'italic'},
  {tag: [tags.string, tags.number, tags.bool], color: 'var(--good)'},
  {tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace], color: 'var(--muted)'},
]);

const wavy = (colour: string) => ({backgroundImage: 'none', textDecoration: `underline wavy ${colour} 1px`});

const theme = EditorView.theme({
  '&': {fontSize: '13.5px', color: 'var(--text)', backgroundColor: 'var(--card)', height: '100%'},
  '&.cm-focused': {outline: '3px solid var(--accent)', outlineOffset: '-3px'},
  '.cm-scroller': {fontFamily: 'var(--mono)', lineHeight: '1.55', overflow: 'auto'},
  '.cm-gutters': {backgroundColor: 'var(--inset)', color: 'var(--muted)', borderRight: '1px solid var(--line)'},
  '.cm-activeLine, .cm-activeLineGutter': {backgroundColor: 'color-mix(in srgb, var(--accent) 7%, transparent)'},
  '.cm-cursor': {borderLeftColor: 'var(--text)'},
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--accent) 28%, transparent)',
  },
  '.cm-tooltip': {
    backgroundColor: 'var(--card)', color: 'var(--text)', border: '1px solid var(--line-strong)', borderRadius: '6px',
    maxWidth: 'min(34rem, 90vw)', overflowWrap: 'anywhere',
  },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {backgroundColor: 'var(--accent)', color: 'var(--on-accent)'},
  '.cm-diagnostic-error': {borderLeftColor: 'var(--danger)'},
  '.cm-diagnostic-warning': {borderLeftColor: 'var(--warning)'},
  '.cm-lintRange-error': wavy('var(--danger)'),
  '.cm-lintRange-warning': wavy('var(--warning)'),
  '.cm-panels': {backgroundColor: 'var(--inset)', color: 'var(--text)'},
  '.cm-panels-top': {borderBottom: '1px solid var(--line)'},
  '.cm-panel.cm-search': {padding: '0.4rem 2.4rem 0.4rem 0.6rem', font: '0.92rem system-ui, sans-serif'},
  '.cm-panel.cm-search label': {fontSize: 'inherit', lineHeight: '26px'},
  '.cm-panel.cm-search [name=close]': {
    width: '28px', height: '28px', color: 'var(--muted)', fontSize: '1.2rem', cursor: 'pointer',
  },
  '.cm-textfield, .cm-button': {
    minHeight: '28px', font: 'inherit', color: 'var(--text)', border: '1px solid var(--line-strong)',
    borderRadius: '6px', backgroundImage: 'none', backgroundColor: 'var(--card)',
  },
  '.cm-panels :focus-visible': {outline: '3px solid var(--accent)', outlineOffset: '1px'},
  '.cm-searchMatch': {backgroundColor: 'var(--warning-ground)', outline: '1px solid var(--warning)'},
  '.cm-searchMatch-selected': {backgroundColor: 'var(--warning-line)', outline: '2px solid var(--warning)'},
  '.cm-changedLine, &.cm-merge-b .cm-changedLine': {backgroundColor: 'var(--good-ground)'},
  '&.cm-merge-b .cm-changedText, .cm-changedText': {background: 'color-mix(in srgb, var(--good) 25%, transparent)'},
  '.cm-deletedChunk, &.cm-merge-b .cm-deletedChunk': {backgroundColor: 'var(--danger-ground)'},
  '.cm-deletedChunk .cm-deletedText': {background: 'color-mix(in srgb, var(--danger) 25%, transparent)'},
  '.cm-changedLineGutter': {background: 'var(--good)'},
  '.cm-deletedLineGutter': {background: 'var(--danger)'},
  '.cm-collapsedLines:before, .cm-collapsedLines:after': {content: '"⋯"'},
  '.cm-collapsedLines': {background: 'var(--inset)', color: 'var(--muted)'},
});

export interface Code {
  setText: (text: string) => void;
  show: (problems: readonly TextProblem[]) => void;
  /** What is different from this text; null: the text alone. */
  compare: (before: string | null) => void;
  goTo: (line: number, column: number | null) => void;
  find: () => void;
  toNext: () => void;
  toPrevious: () => void;
  end: () => void;
}

interface Options { text: string; label: string; readOnly?: boolean; changed?: (text: string) => void }

const compared = (before: string | null) => (before === null ? [] : unifiedMergeView({
  original: before, mergeControls: false, collapseUnchanged: {margin: 3, minSize: 6},
}));

function placeOf(state: EditorState, line: number, column: number | null): number {
  const at = state.doc.line(Math.min(Math.max(1, line), state.doc.lines));
  return Math.min(at.from + Math.max(0, (column ?? 1) - 1), at.to);
}

/** From its place to the end of its line; the whole first line where it has no place. */
function diagnosticOf(state: EditorState, {line, column, severity, sentence}: TextProblem): Diagnostic {
  const from = placeOf(state, line ?? 1, column);
  const {to, from: start} = state.doc.lineAt(from);
  return {from: from === to ? start : from, to, severity, message: visible(sentence)};
}

export function makeCode(host: HTMLElement, {text, label, readOnly = false, changed}: Options): Code {
  const comparison = new Compartment();
  const root = host.shadowRoot ?? host.attachShadow({mode: 'open'});
  const view = new EditorView({
    root, parent: root,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(), history(), drawSelection(), highlightActiveLine(), highlightActiveLineGutter(),
        bracketMatching(), indentOnInput(),
        highlightSpecialChars({addSpecialChars: /[\u200c\u200d\u202a-\u202c\u2060-\u2065\u2068]/g}),
        yaml(), syntaxHighlighting(colours), theme, EditorView.lineWrapping,
        readOnly ? EditorState.readOnly.of(true) : autocompletion({override: [words]}),
        search({top: true}), phrases,
        keymap.of([...problemKeys, ...searchKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
        EditorView.contentAttributes.of({'aria-label': label, tabindex: '0', spellcheck: 'false', autocorrect: 'off'}),
        EditorView.updateListener.of((update) => { if (update.docChanged) changed?.(update.state.doc.toString()); }),
        comparison.of([]),
      ],
    }),
  });
  return {
    setText: (next) => {
      if (next === view.state.doc.toString()) return;
      view.dispatch({changes: {from: 0, to: view.state.doc.length, insert: next}});
    },
    show: (problems) => view.dispatch(
        setDiagnostics(view.state, problems.map((one) => diagnosticOf(view.state, one)))),
    compare: (before) => view.dispatch({effects: comparison.reconfigure(compared(before))}),
    goTo: (line, column) => {
      const at = placeOf(view.state, line, column);
      view.dispatch({selection: {anchor: at}, effects: EditorView.scrollIntoView(at, {y: 'center'})});
      view.focus();
    },
    find: () => openSearchPanel(view),
    toNext: () => { view.focus(); toNext(view); },
    toPrevious: () => { view.focus(); toPrevious(view); },
    end: () => view.destroy(),
  };
}
