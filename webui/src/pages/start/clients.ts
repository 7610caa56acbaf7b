// The settings of endpoints' clients: the templates of packaging/endpoint, filled in as `sluice
// endpoint-config` does it. Addresses in here are what devices ask, never the page.

import type {Endpoints} from 'relay-api';

import apt from '../../../../packaging/endpoint/apt.template';
import defender from '../../../../packaging/endpoint/defender.template';
import dnf from '../../../../packaging/endpoint/dnf.template';
import freshclam from '../../../../packaging/endpoint/freshclam.template';
import suricata from '../../../../packaging/endpoint/suricata-update.template';

export const kShows = ['address', 'token', 'certificate'] as const;
export type Shows = typeof kShows[number];

interface Client { template: string; can: readonly Shows[] }

export const kClients = {
  freshclam: {template: freshclam, can: ['address', 'certificate']},
  apt: {template: apt, can: kShows},
  dnf: {template: dnf, can: kShows},
  'suricata-update': {template: suricata, can: ['address', 'token']},
  defender: {template: defender, can: ['address']},
} as const satisfies Record<string, Client>;
export type ClientName = keyof typeof kClients;

export const clientsFor = (kind: string): ClientName[] =>
    (kind === 'clamav' ? ['freshclam'] : ['apt', 'dnf', 'suricata-update', 'defender']);

export interface ClientFile { path: string; text: string }

/** What stands where the device's own token belongs. */
const kToken = 'TOKEN-OF-THE-DEVICE';

/** "relay.example:8444/clamav" with its scheme; nothing where the relay does not know by which name it is reached. */
export function baseOf({plain, tls}: Endpoints, shows: Shows, group: string, feed: string): string | null {
  const door = shows === 'address' ? plain : tls;
  if (!door?.host) return null;
  const host = door.host.includes(':') ? `[${door.host}]` : door.host;
  const scheme = shows === 'address' ? 'http' : 'https';
  return `${scheme}://${host}:${door.port}${shows === 'address' ? '/g/' + group : ''}/${feed}`;
}

const kWords = /^%(token|certificate|authority) /;

/** A line without the words before it; nothing where they do not hold. */
function held(line: string, shows: Shows, authority: boolean): string | null {
  let rest = line;
  for (let found = kWords.exec(rest); found; found = kWords.exec(rest)) {
    const holds = found[1] === 'authority' ? shows !== 'address' && authority : found[1] === shows;
    if (!holds) return null;
    rest = rest.slice(found[0].length);
  }
  return rest;
}

/** The files of a client; `base` is the address of the feed. */
export function filesOf(client: ClientName, shows: Shows, base: string,
                        of: {group: string; feed: string; authority: string | null}): ClientFile[] {
  const values: Record<string, string> = {
    ...of, base, name: new URL(base).hostname, token: kToken, authority: of.authority?.trimEnd() ?? '',
  };
  const filled = (line: string) => line.replace(/\{\{(\w+)\}\}/g, (hole, name: string) => values[name] ?? hole);
  const files: ClientFile[] = [];
  let wanted = false;
  for (const line of kClients[client].template.replace(/\n$/, '').split('\n')) {
    const rest = held(line, shows, of.authority !== null);
    const path = line.includes('%file ') ? line.slice(line.indexOf('%file ') + '%file '.length) : null;
    if (path !== null) wanted = rest !== null;
    if (path !== null && wanted) files.push({path: filled(path), text: ''});
    else if (path === null && wanted && rest !== null) files.at(-1)!.text += filled(rest) + '\n';
  }
  return files;
}
