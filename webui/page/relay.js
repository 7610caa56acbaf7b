// The relay's API, as whoever is signed in. Who that is, a cookie proves that no script can read; a
// change shows besides what only a page of the relay's own can know.

const kEnded = 'Your session has ended. Sign in again.';

export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail || `the relay answered ${status}`);
    this.status = status;
    this.code = String(problem.type ?? '').replace(/^urn:sluice:/, '');
  }
}

let session = null;             // As the relay described it; nothing while nobody is signed in.
let told = () => {};
let prove = async () => {};

export const signedIn = () => session;

/** `what` is told of every session that follows another, and of why there is none any more. */
export function whenSession(what) { told = what; }

/** `what` makes the relay sure again who it is that asks, or fails with why it is not. */
export function whenNotSure(what) { prove = what; }

export function become(next, why = '') {
  session = next;
  told(next, why);
}

/** Asks once. */
export async function send(method, path, body) {
  const answer = await fetch('/api/v1/' + path, {
    method,
    headers: {
      ...(body ? {'Content-Type': 'application/json'} : {}),
      ...(session && method !== 'GET' ? {'X-Sluice-CSRF': session.csrf} : {}),
    },
    body: body ? JSON.stringify(body) : undefined,
    cache: 'no-store',
    credentials: 'same-origin',
  });
  const json = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused(answer.status, json);
  return json;
}

/** However many ask for it, it is done once at a time. */
function once(what) {
  let running = null;
  return () => running ??= what().finally(() => { running = null; });
}

let renewed = Promise.resolve();

/** Another session in place of this one; which of them counts is not known before it is answered. */
export function renew(body) {
  const asked = send('POST', 'session/sure', body);
  renewed = asked.catch(() => {});
  return asked;
}

/** Another window may have begun another session, for the same person or for somebody else. */
export const lookWho = once(async () => {
  await renewed;
  const name = session?.name;
  try {
    become(await send('GET', 'session'));
  } catch (problem) {
    if (problem.status !== 401) throw problem;
    become(null, kEnded);
    throw new Refused(401, {detail: kEnded});
  }
  if (session.name === name) return;
  throw new Refused(403, {detail: `Nothing was done: ${session.name} is signed in by now.`});
});

const beSure = once(() => prove());

const kCures = {
  'not-sure': beSure, 'not-signed-in': lookWho, 'forged': lookWho, 'password-due': lookWho,
};

/**
 * Asks as whoever is signed in; a body makes it a change. What stands in the way and can be mended is
 * mended, each thing once, and then it is asked again.
 */
export async function call(path, body, method = body ? 'POST' : 'GET') {
  const left = new Set(Object.values(kCures));
  for (;;) {
    try {
      return await send(method, path, body);
    } catch (problem) {
      const cure = kCures[problem.code];
      if (!session || !left.delete(cure)) throw problem;
      await cure();
    }
  }
}

export const feedPath = (feed, what) => `feeds/${encodeURIComponent(feed)}/${what}`;

/** Status and explanations, as one picture. */
export async function look() {
  const status = await call('status');
  const explained = await Promise.all(
      status.feeds.map((feed) => call('explain?feed=' + encodeURIComponent(feed.feed))));
  return {status, groups: new Map(explained.map((one) => [one.feed, one.explanations]))};
}
