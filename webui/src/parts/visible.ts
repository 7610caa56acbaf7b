// Nothing that a vendor or a person wrote is ever read as HTML, and none of it plays with the reader:
// controls, and what turns the direction of writing, are shown in a form that can be seen, and letters that
// are written from right to left turn nothing that is not theirs.

import {type VNode, options} from 'preact';

const kDeceiving =
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
const kSpoken = ['title', 'aria-label', 'alt', 'placeholder'] as const;

const kRightToLeft = '[\\u0590-\\u08ff\\ufb1d-\\ufdff\\ufe70-\\ufefc\\u{10800}-\\u{10fff}\\u{1e800}-\\u{1efff}]';
const kTurns = new RegExp(kRightToLeft, 'u');
/** As far as they reach: from the first of such letters to the last before another. */
const kTurned = new RegExp(`${kRightToLeft}(?:[^\\p{L}]*${kRightToLeft})*`, 'gu');
const kBackAgain = '\u200e';

export function visible(text: string): string {
  const plain = text.replace(kDeceiving, (c) => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0'));
  return kTurns.test(plain) ? plain.replace(kTurned, (part) => part + kBackAgain) : plain;
}

/**
 * From now on every text on its way into the page goes through visible(), whoever shows it, and no
 * element takes HTML: nobody can forget it.
 */
export function makeAllVisible(): void {
  const before = options.vnode;
  options.vnode = (node: VNode) => {
    const own = node as {type: unknown; props: unknown};
    if (own.type === null && typeof own.props === 'string') own.props = visible(own.props);
    if (typeof own.type === 'string') {
      const props = own.props as Record<string, unknown>;
      delete props.dangerouslySetInnerHTML;
      for (const name of kSpoken) {
        const value = props[name];
        if (typeof value === 'string') props[name] = visible(value);
      }
    }
    before?.(node);
  };
}
