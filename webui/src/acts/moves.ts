// What becomes of what a group has, when somebody does this or that: told before it is done.

import type {Explanation, JourneyStop, PolicyReason, Withheld} from 'relay-api';

import type {Cell} from '../shell/flow';

/** What is known of a group; of what nobody asked for, nothing. */
export interface Known {
  cell: Cell;
  explained?: Explanation | undefined;
  of?: string | null;               ///< The release whose way was asked for,
  stop?: JourneyStop | undefined;   ///< and how far that has come here.
}

export type Move =
  | {how: 'back'; from: string; to: string | null}                     ///< null: the one before it.
  | {how: 'part'; from: string; reached: string; to: string | null}    ///< Who got it goes back.
  | {how: 'on'; from: string | null; to: string}
  | {how: 'waits'; from: string | null; to: string; why: string}
  | {how: 'fix'; to: string; taken: number}                            ///< Devices that took the bad one.
  | {how: 'stays'; from: string | null}
  | {how: 'free'; from: string | null};                                ///< The rules decide anew.

export interface Becomes {
  /** What must be known besides how it flows: all that waits; the way of this release, or of the one before it. */
  asks?: {all?: boolean; wayOf?: string; wayBefore?: string};
  of: (known: Known) => Move;
}

const hasNow = ({cell}: Known): string | null => cell.active?.version ?? null;
const staysAs = (known: Known): Move => ({how: 'stays', from: hasNow(known)});

export const keeps: Becomes = {of: staysAs};
export const isFree: Becomes = {of: (known) => ({how: 'free', from: hasNow(known)})};

/** It is on its way no more, and who got it gets what all of the group has. */
function partBack(known: Known, isIt: (version: string) => boolean): Move {
  const ramping = known.cell.ramping.find((one) => isIt(one.version));
  return ramping ? {how: 'part', from: ramping.version, reached: ramping.reached, to: hasNow(known)} : staysAs(known);
}

/** Nobody gets it any more. */
export const takenBack = (version: string): Becomes => ({
  asks: {wayBefore: version},
  of: (known) => (hasNow(known) !== version ? partBack(known, (one) => one === version)
    : {how: 'back', from: version, to: known.stop?.settled ? known.of ?? null : null}),
});

/** Nothing ramps any more. */
export const rampsEnd: Becomes = {of: (known) => partBack(known, () => true)};

/** Why it is not the group's yet, or not for all of it. */
function waitingAs({cell: {newest, ramping}, explained}: Known, version: string) {
  const waiting = [...explained?.newer ?? [], ...newest ? [newest] : []];
  const all: Pick<Withheld, 'version' | 'reasons'>[] = [...ramping, ...waiting];
  return all.find((one) => one.version === version);
}

type Meets = (reason: PolicyReason, all: readonly PolicyReason[]) => boolean;

/** Rules of a stage that are skipped, as they are called there. */
export const skips = (names: readonly string[]): Meets =>
    ({rule}) => names.includes(rule === 'check' ? 'checks' : rule);

/** One more yes, in one role. */
export const oneYes: Meets = (reason, all) => reason.kind === 'unapproved' && reason.need - reason.have <= 1 &&
    all.filter((one) => one.kind === 'unapproved').length === 1;

/** The yes of one check. */
export const isChecked = (check: string): Meets => (reason) => reason.kind === 'unchecked' && reason.check === check;

/** It opens where nothing else was in its way than what that meets. */
export const opens = (version: string, meets: Meets): Becomes => ({
  asks: {all: true},
  of: (known) => {
    const waiting = waitingAs(known, version);
    if (!waiting) return staysAs(known);
    const left = waiting.reasons.find((one, _, all) => !meets(one, all));
    const from = hasNow(known);
    return left ? {how: 'waits', from, to: version, why: left.sentence} : {how: 'on', from, to: version};
  },
});

/** The group begins with it. */
export const begins = (version: string): Becomes =>
    ({of: (known) => (hasNow(known) === null ? {how: 'on', from: null, to: version} : staysAs(known))});

/** Exactly this one: also an older one, where it was let through before. */
export const pinned = (version: string): Becomes => ({
  asks: {all: true, wayOf: version},
  of: (known) => {
    const from = hasNow(known);
    if (from === version) return partBack(known, (one) => one !== version);
    const waiting = waitingAs(known, version);
    if (waiting) return {how: 'waits', from, to: version, why: waiting.reasons[0]?.sentence ?? ''};
    return from !== null && known.stop?.opened ? {how: 'back', from, to: version} : staysAs(known);
  },
});

/** The devices that took the bad one get it. */
export const fixes = (version: string, bad: string): Becomes => ({
  asks: {wayOf: bad},
  of: (known) => (known.stop?.has ? {how: 'fix', to: version, taken: known.stop.has} : staysAs(known)),
});
