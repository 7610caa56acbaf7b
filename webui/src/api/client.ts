// The relay's API, as whoever is signed in. Who that is, a cookie proves that no script can read; a
// change shows besides what only a page of the relay's own can know.

import {signal} from '@preact/signals';

import {t} from '../messages/messages';
import type {Problem, Session} from 'relay-api';

/** The relay's own no: `message` is its sentence. */
export class Refused extends Error {
  readonly code: string;
  constructor(readonly status: number, problem: Partial<Problem>) {
    super(problem.detail || t('relay.answered', {status}));
    this.code = String(problem.type ?? '').replace(/^urn:sluice:/, '');
  }
}

/** Nothing came back at all. */
export class Unreachable extends Error {
  constructor() { super(t('relay.silent')); }
}

export const sentenceOf = (problem: unknown): string =>
    problem instanceof Refused || problem instanceof Unreachable ? problem.message : t('relay.silent');

/** Nobody is signed in while there is none. */
export const session = signal<Session | null>(null);

/** Since when the relay does not answer; nothing while it does. */
export const silentSince = signal<number | null>(null);

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

async function reach(path: string, request: RequestInit): Promise<Response> {
  try {
    const answer = await fetch('/api/v1/' + path, request);
    silentSince.value = null;
    return answer;
  } catch {
    silentSince.value ??= Date.now();
    throw new Unreachable();
  }
}

interface Come { tag: string | null; text: string }

const come = new WeakMap<object, Come>();

/** Names the state that an answer tells of, for whoever changes that: its ETag. */
export const tagOf = (answer: object): string | undefined => come.get(answer)?.tag ?? undefined;

/** Whether two answers are the same in every letter, and of the same state. */
export function isSame(one: object, other: object): boolean {
  const [a, b] = [come.get(one), come.get(other)];
  return a !== undefined && a.text === b?.text && a.tag === b.tag;
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

/** Asks once; `seen` is the tag of what the change is made to. */
export async function send<T>(method: Method, path: string, body?: unknown, seen?: string): Promise<T> {
  const answer = await reach(path, {
    method,
    headers: {
      ...(body === undefined ? {} : {'Content-Type': 'application/json'}),
      ...(seen === undefined ? {} : {'If-Match': seen}),
      ...(session.peek() && method !== 'GET' ? {'X-Sluice-CSRF': session.peek()!.csrf} : {}),
    },
    body: body === undefined ? null : JSON.stringify(body),
    cache: 'no-store',
    credentials: 'same-origin',
  });
  const text = await answer.text().catch(() => '');
  const json = read(text);
  if (!answer.ok) throw new Refused(answer.status, json as Partial<Problem>);
  if (json !== null && typeof json === 'object') come.set(json, {tag: answer.headers.get('ETag'), text});
  return json as T;
}

/** However many ask for it, it is done once at a time. */
function once(what: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  return () => running ??= what().finally(() => { running = null; });
}

let told: (next: Session | null, why: string) => void = () => {};
let prove: () => Promise<void> = async () => {};
let renewed: Promise<unknown> = Promise.resolve();

/** `what` is told of every session that follows another, and of why there is none any more. */
export function whenSession(what: typeof told): void { told = what; }

/** `what` makes the relay sure again who it is that asks, or fails with why it is not. */
export function whenNotSure(what: typeof prove): void { prove = what; }

export function become(next: Session | null, why = ''): void {
  session.value = next;
  told(next, why);
}

/** Another session in place of this one; which of them counts is not known before it is answered. */
export function renew(body: unknown): Promise<Session> {
  const asked = send<Session>('POST', 'session/sure', body);
  renewed = asked.catch(() => {});
  return asked;
}

/** Another window may have begun another session, for the same person or for somebody else. */
export const lookWho = once(async () => {
  await renewed;
  const name = session.peek()?.name;
  try {
    become(await send<Session>('GET', 'session'));
  } catch (problem) {
    if (!(problem instanceof Refused) || problem.status !== 401) throw problem;
    become(null, t('session.ended'));
    throw new Refused(401, {detail: t('session.ended')});
  }
  const now = session.peek()!.name;
  if (now !== name) throw new Refused(403, {detail: t('session.other', {name: now})});
});

const beSure = once(() => prove());

const kCures: Record<string, () => Promise<void>> = {
  'not-sure': beSure, 'not-signed-in': lookWho, 'forged': lookWho, 'password-due': lookWho,
};

/** In milliseconds, before a question is asked again that the relay had no place for. */
const kPauses = [500, 1_000, 2_000];

/** Those who were turned away together do not come back together. */
const pause = (length: number) => new Promise((over) => { setTimeout(over, length * (0.75 + Math.random() / 2)); });

/**
 * Asks as whoever is signed in; a body makes it a change. What stands in the way and can be mended is
 * mended, each thing once, and then it is asked again; so is a question for which there was no place.
 */
export async function call<T>(path: string, body?: unknown, method: Method = body === undefined ? 'GET' : 'POST',
                              seen?: string): Promise<T> {
  const left = new Set(Object.values(kCures));
  const pauses = [...kPauses];
  for (;;) {
    try {
      return await send<T>(method, path, body, seen);
    } catch (problem) {
      const code = problem instanceof Refused ? problem.code : '';
      if (method === 'GET' && code === 'busy' && pauses.length) {
        await pause(pauses.shift()!);
        continue;
      }
      const cure = kCures[code];
      if (!session.peek() || !cure || !left.delete(cure)) throw problem;
      await cure();
    }
  }
}

/** "feeds/clamav/hold" */
export const feedPath = (feed: string, what: string) => `feeds/${encodeURIComponent(feed)}/${what}`;

/** "devices?group=office": what is empty is left out. */
export function pathWith(path: string, query: Record<string, string | number | null | undefined>) {
  const given = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== '');
  if (!given.length) return path;
  return path + '?' + given.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`).join('&');
}
