// A text that is cut in its middle where there is no room: of versions the end tells one from another.

import type {JSX} from 'preact';

const kEnd = 8;               // Letters at the end that are always there.

export function Clipped({text}: {text: string}): JSX.Element {
  return <><span class="clipped">{text.slice(0, -kEnd)}</span>{text.slice(-kEnd)}</>;
}
