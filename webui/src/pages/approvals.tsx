// What waits for somebody's yes: first what waits for the viewer's, then for that of others; and what
// became of those before.

import type {JSX} from 'preact';
import type {Proposals} from 'relay-api';

import type {Asked} from '../api/asked';
import {t} from '../messages/messages';
import {Answer, Empty, Unheard} from '../parts/states';
import {route} from '../router';
import type {Flow} from '../shell/flow';
import {useFlow} from '../shell/status';
import {useMine, useOpenProposals} from '../shell/waiting';
import {Exceptions} from './approvals/exceptions';
import {History} from './approvals/history';
import {OpenProposals} from './approvals/proposals';
import {WaitingReleases} from './approvals/releases';
import {Yeses} from './approvals/yeses';

function Part({flow: {feeds}, open, mine}: {flow: Flow; open: Asked<Proposals>; mine: boolean}): JSX.Element {
  const titles = open.value?.proposals ?? [];
  const his = useMine(titles);
  const id = mine ? 'mine-title' : 'others-title';
  return (
    <section aria-labelledby={id} class="approvals">
      <h2 id={id}>{t(mine ? 'approvals.mine' : 'approvals.others')}</h2>
      <WaitingReleases feeds={feeds} mine={mine} />
      <Exceptions feeds={feeds} mine={mine} />
      <OpenProposals titles={titles.filter(({number}) => his.has(number) === mine)} />
      {open.value ? null : <Unheard of={[open]} />}
      <div class="when-alone"><Empty>{t(mine ? 'approvals.not_mine' : 'approvals.not_others')}</Empty></div>
    </section>
  );
}

export default function Approvals(): JSX.Element {
  const asked = useFlow();
  const open = useOpenProposals();
  const {query} = route.value;
  return (
    <>
      <div class="page-head"><h1>{t('nav.approvals')}</h1></div>
      <Answer asked={asked}>
        {(flow) => [true, false].map((mine) => <Part key={String(mine)} flow={flow} open={open} mine={mine} />)}
      </Answer>
      <Yeses did={query.did ?? ''} feed={query.feed ?? ''} person={query.person ?? ''} />
      <History person={query.person ?? ''} />
    </>
  );
}
