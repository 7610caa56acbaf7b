// What can be done to somebody's account. What gives somebody more may wait for another administrator.

import type {Person} from 'relay-api';

import {tagOf} from '../api/client';
import {t, word} from '../messages/messages';
import type {Wish} from '../parts/ask';

const asRole = (role: string) => ({value: role, label: word('role', role)});

const kAll = 'all of them';   // No name of a feed or a group: those have no spaces.

/** An act on an account, as that was seen: who was slower than another administrator is told so. */
const on = (person: Person, what: string) =>
    ({path: `people/${encodeURIComponent(person.name)}/${what}`, seen: tagOf(person)});

/** A password that nobody has thought of, for a first sign-in. */
function firstPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const drawn = [...crypto.getRandomValues(new Uint32Array(20))].map((one) => letters[one % letters.length]);
  return drawn.join('').replace(/.{5}(?=.)/g, '$&-');
}

const password = () => ({
  name: 'password', label: t('people.first_password'), hint: t('people.first_password_hint'), needed: true,
  value: firstPassword(),
});

export const addPerson = (roles: readonly string[]): Wish => ({
  title: t('people.add_ask'), what: t('people.add_what'), button: t('people.add'),
  undo: t('undo.disable'),
  more: [
    {name: 'name', label: t('sign_in.name'), hint: t('set_up.name_hint'), needed: true}, password(),
    {name: 'roles', label: t('session.roles'), hint: t('people.roles_hint'), of: roles.map(asRole), many: true},
  ],
  path: 'people',
  body: ({roles: chosen, ...values}) => ({
    ...values, roles: (chosen ?? '').split(',').filter(Boolean).map((role) => ({role})),
  }),
});

export const giveRole = (person: Person, roles: readonly string[], feeds: readonly string[],
                         groups: readonly string[]): Wish => ({
  title: t('people.give_ask', {name: person.name}), what: t('people.give_what'), button: t('people.give'),
  undo: t('undo.take'),
  more: [
    {name: 'role', label: t('people.role'), of: roles.map(asRole)},
    {name: 'feed', label: t('flow.feed'), of: [{value: kAll, label: t('people.all_feeds')}, ...feeds]},
    {name: 'group', label: t('flow.group'), of: [{value: kAll, label: t('people.all_groups')}, ...groups]},
  ],
  ...on(person, 'grant'),
  body: ({role, feed, group, reason}) => ({
    role, reason, ...(feed === kAll ? {} : {feed}), ...(group === kAll ? {} : {group}),
  }),
});

export const takeRole = (person: Person, {role, feed, group}: Person['roles'][number], called: string): Wish => ({
  title: t('people.take_ask', {role: called, name: person.name}), what: t('people.take_what'),
  button: t('people.take'), stop: true, undo: t('undo.give'),
  ...on(person, 'lift'), body: ({reason}) => ({role, feed, group, reason}),
});

export const disable = (person: Person): Wish => ({
  title: t('people.disable_ask', {name: person.name}), what: t('people.disable_what'),
  button: t('people.disable'), stop: true, undo: t('undo.enable'), ...on(person, 'disable'),
});

export const enable = (person: Person): Wish => ({
  title: t('people.enable_ask', {name: person.name}), what: t('people.enable_what'), button: t('people.enable'),
  undo: t('undo.disable_again'), ...on(person, 'enable'),
});

export const resetPassword = (person: Person): Wish => ({
  title: t('people.reset_ask', {name: person.name}), what: t('people.reset_what'), button: t('people.reset'),
  undo: null, more: [password()], ...on(person, 'password'),
});

export const removeFactor = (person: Person): Wish => ({
  title: t('people.factor_ask', {name: person.name}), what: t('people.factor_what'), button: t('people.factor'),
  stop: true, undo: t('undo.factor'), ...on(person, 'second-factor/remove'),
});

export const signOutEverywhere = (person: Person): Wish => ({
  title: t('people.out_ask', {name: person.name}), what: t('people.out_what'), button: t('people.out'), stop: true,
  undo: null, ...on(person, 'sessions'), method: 'DELETE',
});
