// What somebody has written and not handed over: it lives in the page alone. The browser asks before it
// lets go of that, and nobody else gets to see it.

interface Unsaved {
  isThere: () => boolean;
  forget: () => void;
}

const all: Unsaved[] = [];
let whose = '';

export function watchUnsaved(one: Unsaved): void { all.push(one); }

/** All that is there is for this person; of somebody else nothing is left. */
export function keepUnsavedFor(name: string): void {
  if (name !== whose) for (const one of all) one.forget();
  whose = name;
}

export const isUnsaved = (): boolean => all.some((one) => one.isThere());

addEventListener('beforeunload', (event) => {
  if (isUnsaved()) event.preventDefault();
});
