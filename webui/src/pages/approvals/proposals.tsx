// What somebody asks others to agree to: exactly what it would do, who has agreed, and the three words
// that can be said to it.

import type {JSX} from 'preact';
import type {Grant, Proposal, ProposalTitle} from 'relay-api';

import {agree, refuse, withdraw} from '../../acts/proposals';
import {useAsked} from '../../api/asked';
import {session} from '../../api/client';
import {roleText} from '../../entry/who';
import {say, t, word} from '../../messages/messages';
import {AskButton} from '../../parts/notice';
import {Answer} from '../../parts/states';
import {At, When} from '../../parts/time';
import {PolicyProposed} from './policy';

/** A role or a device of a list; anything else as it stands. */
function itemText(item: unknown): string {
  if (typeof item !== 'object' || item === null) return String(item);
  if ('role' in item) return roleText({feed: null, group: null, ...item} as Grant);
  if ('device' in item && 'from' in item) {
    const device = String(item.device);
    return item.from === null ? device : t('proposed.device', {device, group: String(item.from)});
  }
  return JSON.stringify(item);
}

function valueText(name: string, value: unknown): string {
  if (!Array.isArray(value)) return itemText(value);
  return !value.length && name === 'groups' ? t('proposed.all_groups') : value.map(itemText).join(', ');
}

/** A policy as it differs from the one in force; a record field by field; another text as it is. */
export function WhatItDoes({proposal: {number, kind, body}}: {proposal: Proposal}): JSX.Element | null {
  if (body === null) return null;
  if (typeof body === 'string') {
    return kind === 'policy' ? <PolicyProposed number={number} text={body} />
      : <pre class="proposed" tabIndex={0}>{body}</pre>;
  }
  const fields = Object.entries(body).map(([name, value]) => [name, valueText(name, value)] as const)
      .filter(([, text]) => text);
  if (!fields.length) return null;
  return (
    <dl class="facts">
      {fields.map(([name, text]) => (
        <div key={name}><dt>{word('proposed', name)}</dt><dd>{text}</dd></div>
      ))}
    </dl>
  );
}

function Votes({proposal}: {proposal: Proposal}): JSX.Element {
  return (
    <ul class="votes">
      {proposal.votes.map((one) => (
        <li key={one.by + one.at}>
          {say(one.counts ? 'proposal.vote' : 'proposal.vote_void', {
            person: one.by, time: <At at={one.at} />, reason: one.why,
          })}
        </li>
      ))}
    </ul>
  );
}

function Whole({title}: {title: ProposalTitle}): JSX.Element {
  const {number} = title;
  const asked = useAsked<Proposal>(`proposals/${number}`, 'proposal', 'people');
  return (
    <Answer asked={asked}>
      {(proposal) => (
        <>
          <WhatItDoes proposal={proposal} />
          <Votes proposal={proposal} />
          <p class="faint"><code>{proposal.digest}</code></p>
          <div class="actions">
            {proposal.may ? (
              <AskButton kind="primary" label={t('proposal.agree_label', {number})} wish={() => agree(proposal)}>
                {t('proposal.agree')}
              </AskButton>
            ) : <span class="faint">{proposal.why_not}</span>}
            {proposal.by === session.value?.name ? (
              <AskButton label={t('proposal.withdraw_label', {number})} wish={() => withdraw(proposal)}>
                {t('proposal.withdraw')}
              </AskButton>
            ) : (
              <AskButton kind="stop-here" label={t('proposal.refuse_label', {number})} wish={() => refuse(proposal)}>
                {t('proposal.refuse')}
              </AskButton>
            )}
          </div>
        </>
      )}
    </Answer>
  );
}

function ProposalCard({title}: {title: ProposalTitle}): JSX.Element {
  const id = `proposal-${title.number}`;
  return (
    <article class="card block" aria-labelledby={id}>
      <h3 id={id}>
        {t('proposal.title', {number: title.number, kind: word('proposal_kind', title.kind), subject: title.subject})}
      </h3>
      <p>{say('proposal.asked', {person: title.by, time: <At at={title.at} />, reason: title.why})}</p>
      <p class="faint">
        {say('proposal.needs', {people: title.people, role: word('role', title.role), time: <When at={title.until} />})}
      </p>
      <Whole title={title} />
    </article>
  );
}

export function OpenProposals({titles}: {titles: ProposalTitle[]}): JSX.Element {
  return <>{titles.map((one) => <ProposalCard key={one.number} title={one} />)}</>;
}
