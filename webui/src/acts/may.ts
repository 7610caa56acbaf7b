// Who may, as the relay's table of routes has it: nobody is offered what he would be refused.

import {session} from '../api/client';

/** Roles that every relay has; all others are the organisation's own. */
const kBuiltIn: readonly string[] = ['viewer', 'operator', 'policy-editor', 'administrator', 'auditor'];

export type Who = (role: string) => boolean;

export const owns: Who = (role) => !kBuiltIn.includes(role);

export const operates: Who = (role) => role === 'operator' || role === 'administrator';
export const letsGo: Who = (role) => operates(role) || owns(role);
export const stops: Who = (role) => letsGo(role) || role === 'policy-editor';
export const adopts: Who = (role) => owns(role) || role === 'administrator';
export const reviews: Who = (role) => owns(role) || role === 'administrator' || role === 'auditor';
export const excepts: Who = (role) => role === 'operator' || owns(role);
export const holds = (...names: readonly string[]): Who => (role) => names.includes(role);

/** Whether he has no role but the one that only looks. */
export const onlyLooks = (): boolean => session.value?.roles.every(({role}) => role === 'viewer') ?? false;

/** Whether the viewer is such a one for that feed and in those groups; null: for all of them. */
export function may(who: Who, feed: string | null = null, groups: readonly (string | null)[] = [null]): boolean {
  const roles = session.value?.roles.filter((one) => who(one.role) && (one.feed === null || one.feed === feed)) ?? [];
  return groups.every((group) => roles.some((one) => one.group === null || one.group === group));
}

/** Groups that somebody may choose from, and whether he may say all of them at once. */
export interface Places { groups: readonly string[]; everywhere: boolean }

export const placesOf = (who: Who, feed: string, groups: readonly string[]): Places =>
    ({groups: groups.filter((group) => may(who, feed, [group])), everywhere: may(who, feed)});
