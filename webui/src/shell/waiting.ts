// What waits for the viewer, from what the frame knows already, and the proposals that are open.

import {useMemo} from 'preact/hooks';
import type {Proposal, ProposalTitle, Proposals} from 'relay-api';

import {countOf, mayBeMine} from '../acts/yes';
import {type Asked, useAsked, useAskedAll} from '../api/asked';
import {pathWith, session} from '../api/client';
import type {Flow} from './flow';

export const useOpenProposals = (): Asked<Proposals> =>
    useAsked<Proposals>(pathWith('proposals', {open: 'yes'}), 'proposal', 'people', 'policy');

/** Those of the proposals that wait for the viewer's yes, as far as is known. */
export function useMine(titles: readonly ProposalTitle[]): ReadonlySet<number> {
  const his = titles.filter(mayBeMine).map(({number}) => number);
  const all = useAskedAll<Proposal>(his.map((number) => `proposals/${number}`), 'proposal', 'people');
  return new Set(his.filter((_, i) => all[i]?.value?.may ?? true));
}

/** How much waits for the viewer; nothing while that is not known. */
export function useWaiting(flow: Flow | undefined): number {
  const proposals = useOpenProposals().value?.proposals ?? [];
  const flows = useMemo(() => (flow ? countOf(flow) : 0), [flow, session.value]);
  return useMine(proposals).size + flows;
}
