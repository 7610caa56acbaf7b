// An answer that is a file: it is saved as one, or told why there is none.

import type {Problem} from 'relay-api';

import {Refused, Unreachable} from './client';

export async function download(path: string, name: string): Promise<void> {
  const answer = await fetch('/api/v1/' + path, {cache: 'no-store', credentials: 'same-origin'})
      .catch(() => { throw new Unreachable(); });
  if (!answer.ok) throw new Refused(answer.status, await answer.json().catch(() => ({})) as Partial<Problem>);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await answer.blob());
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
