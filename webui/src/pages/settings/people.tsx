// Who has an account, and what each of them may do.

import type {JSX} from 'preact';
import type {People as Slice, Person} from 'relay-api';

import {addPerson} from '../../acts/people';
import {session} from '../../api/client';
import {usePaged} from '../../api/paged';
import {roleText} from '../../entry/who';
import {t} from '../../messages/messages';
import {Badge} from '../../parts/badge';
import {AskButton, Notice} from '../../parts/notice';
import {Failed, Loading} from '../../parts/states';
import {type Column, Table} from '../../parts/table';
import {hrefTo} from '../../router';
import {useStatus} from '../../shell/status';

/** What is to be known of an account before its roles. */
export function Standing({person}: {person: Person}): JSX.Element | null {
  if (person.disabled) return <Badge tone="danger">{t('people.disabled')}</Badge>;
  return person.due ? <Badge tone="warning">{t('people.due')}</Badge> : null;
}

export function Factor({person}: {person: Person}): JSX.Element {
  return person.second_factor
    ? <><Badge tone="good">{t('people.has_factor')}</Badge> {t('people.codes', {count: person.recovery_codes})}</>
    : <Badge tone="idle">{t('people.no_factor')}</Badge>;
}

const columns: Column<Person>[] = [
  {key: 'name', title: t('sign_in.name'), head: true, cell: (person) => (
    <><a href={hrefTo('settings', ['people', person.name])}>{person.name}</a> <Standing person={person} /></>
  )},
  {key: 'roles', title: t('session.roles'), class: 'col-roles', cell: ({roles}) => (roles.length
    ? roles.map(roleText).join(', ') : <span class="faint">{t('session.no_role')}</span>)},
  {key: 'factor', title: t('people.second'), cell: (person) => <Factor person={person} />},
  {key: 'in', title: t('people.signed_in'), cell: ({sessions, tokens}) =>
    t('people.sessions_tokens', {sessions, tokens: tokens.length})},
];

export function People(): JSX.Element {
  const {value: status} = useStatus();
  const {rows, answer, problem, more, again, broken} = usePaged<Slice, Person>('people', (one) => one.people, 'people');
  const may = session.value?.roles.some((one) => one.role === 'administrator');
  return (
    <>
      {status?.single_person ? <Notice tone="warning">{t('health.single_what')}</Notice> : null}
      <section class="card" aria-labelledby="people-title" id="people">
        <div class="block-head">
          <h2 id="people-title">{t('settings.people')}</h2>
          {answer && may ? (
            <AskButton kind="primary" wish={() => addPerson(answer.roles)}>{t('people.add')}</AskButton>
          ) : null}
        </div>
        {rows
          ? <Table label={t('settings.people')} columns={columns} rows={rows} more={more} broken={broken}
              keyOf={(row) => row.name} />
          : <div class="inner">{problem ? <Failed problem={problem} again={again} /> : <Loading />}</div>}
      </section>
    </>
  );
}
