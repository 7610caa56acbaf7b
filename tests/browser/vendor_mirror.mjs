// A vendor's mirror on loopback, and where real data of vendors lies, which is no part of the project.

import {createHash} from 'node:crypto';
import {once} from 'node:events';
import {existsSync, readFileSync} from 'node:fs';
import {createServer} from 'node:http';
import {join} from 'node:path';

/** The folder with a part of the data; nothing where there is none, which is said. */
export function vendorData(part) {
  const folder = join(process.env.SLUICE_TEST_DATA ?? 'none', part);
  if (existsSync(folder)) return folder;
  console.error(`SKIPPED: no vendor data at ${folder}; set SLUICE_TEST_DATA`);
  return null;
}

function answerWith(bytes, {range}, response) {
  const asked = /^bytes=(\d+)-(\d+)$/.exec(range ?? '');
  const [first, end] = asked ? [Number(asked[1]), Math.min(Number(asked[2]) + 1, bytes.length)] : [0, bytes.length];
  response.writeHead(asked ? 206 : 200, {
    'Content-Length': end - first, ETag: `"${createHash('sha256').update(bytes).digest('hex')}"`,
    ...(asked ? {'Content-Range': `bytes ${first}-${end - 1}/${bytes.length}`} : {}),
  });
  response.end(bytes.subarray(first, end));
}

export class VendorMirror {
  /** `files`: name there → file on the disk. */
  static async start(files) {
    const mirror = new VendorMirror();
    mirror.server = createServer(({url, headers}, response) => {
      const file = files[url.slice(1)];
      if (file) answerWith(readFileSync(file), headers, response);
      else response.writeHead(404).end();
    }).listen(0, '127.0.0.1');
    await once(mirror.server, 'listening');
    mirror.url = `http://127.0.0.1:${mirror.server.address().port}`;
    return mirror;
  }
  stop() {
    this.server.close();
    this.server.closeAllConnections();
  }
}
