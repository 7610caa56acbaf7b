// One account: what its owner may do, how he shows who he is, and what an administrator can do to it.

import type {JSX} from 'preact';
import type {People, Person} from 'relay-api';

import {
  disable, enable, giveRole, removeFactor, resetPassword, signOutEverywhere, takeRole,
} from '../../acts/people';
import {useAsked} from '../../api/asked';
import {session} from '../../api/client';
import {roleText} from '../../entry/who';
import {say, t, word} from '../../messages/messages';
import {AskButton} from '../../parts/notice';
import {Answer} from '../../parts/states';
import {At, When} from '../../parts/time';
import {hrefTo} from '../../router';
import {useStatus} from '../../shell/status';
import {Factor, Standing} from './people';

function Acts({person}: {person: Person}): JSX.Element {
  const {disabled, second_factor, sessions, tokens} = person;
  return (
    <div class="actions">
      {disabled ? <AskButton wish={() => enable(person)}>{t('people.enable')}</AskButton> : null}
      <AskButton wish={() => resetPassword(person)}>{t('people.reset')}</AskButton>
      {second_factor ? (
        <AskButton kind="stop-here" wish={() => removeFactor(person)}>{t('people.factor')}</AskButton>
      ) : null}
      {sessions || tokens.length ? (
        <AskButton kind="stop-here" wish={() => signOutEverywhere(person)}>{t('people.out')}</AskButton>
      ) : null}
      {disabled ? null : <AskButton kind="stop-here" wish={() => disable(person)}>{t('people.disable')}</AskButton>}
    </div>
  );
}

function Roles({person, may}: {person: Person; may: boolean}): JSX.Element {
  const {value: status} = useStatus();
  const all = useAsked<People>(may ? 'people?limit=1' : null, 'policy').value?.roles ?? [];
  const feeds = status?.feeds.map((one) => one.feed) ?? [];
  const groups = [...new Set(status?.feeds.flatMap((feed) => feed.groups.map((one) => one.group)))];
  const {roles} = person;
  return (
    <section class="card block" aria-labelledby="roles-title">
      <h2 id="roles-title">{t('session.roles')}</h2>
      <ul class="roles">
        {roles.length ? roles.map((one) => (
          <li key={roleText(one)}>
            <span>{roleText(one)}</span>{' '}
            {may ? (
              <AskButton kind="stop-here" label={t('people.take_label', {role: roleText(one)})}
                  wish={() => takeRole(person, one, roleText(one))}>{t('people.take')}</AskButton>
            ) : null}
          </li>
        )) : <li class="faint">{t('session.no_role')}</li>}
      </ul>
      {may && all.length ? (
        <AskButton wish={() => giveRole(person, all, feeds, groups)}>{t('people.give')}</AskButton>
      ) : null}
    </section>
  );
}

export function PersonView({name}: {name: string}): JSX.Element {
  const asked = useAsked<Person>(`people/${encodeURIComponent(name)}`, 'people');
  const may = session.value?.roles.some((one) => one.role === 'administrator') ?? false;
  return (
    <Answer asked={asked}>
      {(person) => (
        <>
          <section class="card block" aria-labelledby="person-title">
            <div class="approval-head">
              <h2 id="person-title">{person.name} <Standing person={person} /></h2>
              {may ? <Acts person={person} /> : null}
            </div>
            <dl class="facts">
              <div><dt>{t('people.second')}</dt><dd><Factor person={person} /></dd></div>
              <div>
                <dt>{t('people.signed_in')}</dt>
                <dd>{t('people.sessions_tokens', {sessions: person.sessions, tokens: person.tokens.length})}</dd>
              </div>
              <div>
                <dt>{t('people.made')}</dt>
                <dd>{say('people.made_by', {time: <At at={person.made} />, person: person.by})}</dd>
              </div>
              <div>
                <dt>{t('nav.audit')}</dt>
                <dd><a href={hrefTo('audit', [], {person: person.name})}>{t('people.did')}</a></dd>
              </div>
            </dl>
            {person.tokens.length ? (
              <ul>
                {person.tokens.map((one) => (
                  <li key={one.number}>
                    {say('people.token', {
                      name: one.name, scopes: one.scopes.map((scope) => word('scope', scope)).join(', '),
                      time: <When at={one.until} />,
                    })}
                  </li>
                ))}
              </ul>
            ) : null}
          </section>
          <Roles person={person} may={may} />
        </>
      )}
    </Answer>
  );
}
