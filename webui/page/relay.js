// The relay's API, as whoever is signed in.

export const kToken = 'sluice-token';

export class Refused extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

export async function call(path, body) {
  const answer = await fetch('/api/v1/' + path, {
    method: body ? 'POST' : 'GET',
    headers: {
      'Authorization': 'Bearer ' + sessionStorage.getItem(kToken),
      ...(body ? {'Content-Type': 'application/json'} : {}),
    },
    body: body ? JSON.stringify(body) : undefined,
    cache: 'no-store',
    credentials: 'omit',
  });
  const json = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused(answer.status, json.detail || `the relay answered ${answer.status}`);
  return json;
}

export const feedPath = (feed, what) => `feeds/${encodeURIComponent(feed)}/${what}`;

/** Status and explanations, as one picture. */
export async function look() {
  const status = await call('status');
  const explained = await Promise.all(
      status.feeds.map((feed) => call('explain?feed=' + encodeURIComponent(feed.feed))));
  return {status, groups: new Map(explained.map((one) => [one.feed, one.explanations]))};
}
