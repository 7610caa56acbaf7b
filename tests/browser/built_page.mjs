// The pages as `node webui/build.mjs OUT` has just made them, in front of a relay that holds older
// ones: so that a change is looked at without building the program anew.

import {readFileSync} from 'node:fs';
import {extname, join} from 'node:path';

const kTypes = {'.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml'};
/** As relay/admin/desk.cpp has it. */
const kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/** In this browser window, all but the API at `url` comes from `folder`. */
export async function serveBuilt(context, url, folder) {
  await context.route((asked) => asked.href.startsWith(url + '/') && !asked.pathname.startsWith('/api/'),
      (route) => {
        const {pathname} = new URL(route.request().url());
        const name = pathname === '/' ? 'index.html' : pathname;
        try {
          route.fulfill({
            body: readFileSync(join(folder, name)),
            headers: {'Content-Type': kTypes[extname(name)] + '; charset=utf-8',
                      'Content-Security-Policy': kPolicy},
          });
        } catch {
          route.fulfill({status: 404, body: ''});
        }
      });
}
