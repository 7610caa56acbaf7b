// Who asked for what, and which release it was given; and who may enrol, is moved, or counts no more.

import {ask, sentenceOf, tell} from './ask.js';
import {call} from './relay.js';
import {byId, el, moment, replaceKept, said, utc, visible} from './text.js';

let pages = 1;                  // How many a person has asked for.
let groups = [];                // Of the policy in force.
let again = async () => {};     // Looks at devices alone.

// ---- looking -------------------------------------------------------------------------------------

function query(fields) {
  const given = Object.entries(fields).filter(([, value]) => value);
  return given.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
}

const sieve = () => ({
  group: byId('sieve-group').value, feed: byId('sieve-feed').value,
  text: byId('sieve-text').value.trim(),
});

/** As many pages of devices as are shown, and those that have enrolled. */
export async function lookAtDevices() {
  const asked = sieve();
  const seen = {devices: [], next: null};
  for (let page = 0; page < pages && (page === 0 || seen.next); ++page) {
    const answer = await call('devices?' + query({...asked, after: seen.next}));
    Object.assign(seen, answer, {devices: [...seen.devices, ...answer.devices]});
  }
  return {seen, enrolled: await call('enrolled?' + query({group: asked.group})), asked};
}

// ---- a device ------------------------------------------------------------------------------------

const kKnown = {
  certificate: ['good', 'certificate'], token: ['good', 'token'],
  address: ['warning', 'address, unauthenticated'], unknown: ['', 'unknown'],
};

function knownBy(device) {
  const [kind, words] = kKnown[device.known] ?? ['', device.known];
  return el('span', {class: 'known ' + kind}, words);
}

const version = (release) => said(release.version ?? `release ${release.sequence}`);

function feedOf(visit, now) {
  const facts = [['asked', moment(visit.asked, now)]];
  if (visit.status) facts.push(['answer', [`${visit.status} `, said(visit.path)]]);
  facts.push(['offered', visit.offered ? version(visit.offered) : 'nothing']);
  facts.push(['took', visit.taken
      ? [version(visit.taken), el('span', {class: 'ago'}, ' at '), utc(visit.taken_at)] : 'nothing yet']);
  return el('div', {class: 'visit'},
      el('div', {}, el('strong', {}, visit.feed), ` in ${visit.group}`,
         el('span', {class: 'ago'}, visit.requests === 1 ? ' · one request' : ` · ${visit.requests} requests`)),
      el('dl', {}, facts.map(([term, value]) => el('div', {}, el('dt', {}, term), el('dd', {}, value)))));
}

function recordOf(row) {
  if (!row) return null;
  if (row.revoked) {
    return el('div', {class: 'known danger'}, `revoked by ${row.revoked.person} since `,
        utc(row.revoked.at), `: ${row.revoked.reason}`);
  }
  if (!row.group) return null;
  const elsewhere = row.in_group && row.in_group !== row.group ? `, but in ${row.in_group}` : '';
  return el('div', {class: 'ago'}, `enrolled for ${row.group}${elsewhere}`);
}

/** What can be said of a device that has an id. */
function buttons(id, name, row) {
  const called = name || id;
  const button = (what, words, wish) => el('button', {
    type: 'button', class: 'small', 'data-key': `device ${id} ${what}`,
    'aria-label': visible(`${words} ${called}`), on: () => ask({body: {device: id}, ...wish}),
  }, words);
  if (row?.revoked) {
    return [button('restore', 'Restore', {
      title: `Restore ${called}?`, what: 'What it shows counts again, from its next request on.',
      button: 'Restore', path: 'devices/revoke', body: {device: id, lift: true},
    })];
  }
  const others = groups.filter((group) => group !== row?.group);
  return [
    button('move', 'Move', {
      title: `Move ${called}?`, what: 'It counts as enrolled for another group, from its next request on.',
      button: 'Move', path: 'devices/move', choice: {name: 'group', label: 'To group', of: others},
    }),
    button('revoke', 'Revoke', {
      title: `Revoke ${called}?`,
      what: 'Nothing that it shows counts any more, from its next request on. It is served what an ' +
            'unknown device is.',
      button: 'Revoke', stop: true, path: 'devices/revoke',
    }),
  ];
}

function deviceRow(device, row, now) {
  const identified = device.device !== device.address;
  const who = [el('div', {class: 'said'}, device.name || device.device)];
  if (device.name) who.push(el('div', {class: 'id said'}, device.device));
  const from = device.address && identified ? [`from ${device.address}`] : [];
  const agent = device.agent ? [el('div', {class: 'ago said'}, device.agent)] : [];
  const may = identified && (device.authenticated || row);
  return el('tr', {role: 'row'},
      el('th', {scope: 'row', role: 'rowheader'}, who),
      el('td', {role: 'cell'}, device.known ? knownBy(device) : null, recordOf(row),
         el('div', {class: 'ago'}, from), agent),
      el('td', {role: 'cell'}, device.feeds.length
          ? device.feeds.map((visit) => feedOf(visit, now))
          : el('span', {class: 'none'}, 'has not asked yet')),
      el('td', {role: 'cell'}, el('div', {class: 'do'}, may ? buttons(device.device, device.name, row) : null)));
}

/** Those that have enrolled and never asked stand behind all that did. */
function rowsOf({seen, enrolled, asked}, now) {
  const rows = seen.devices.map((device) => deviceRow(device, device.enrolled, now));
  if (seen.next || asked.feed || asked.text) return rows;
  const shown = new Set(seen.devices.map((device) => device.device));
  const silent = enrolled.devices.filter((row) => !shown.has(row.device));
  return [...rows, ...silent.map((row) => deviceRow({...row, feeds: []}, row, now))];
}

function table(rows) {
  const head = ['Device', 'Known by', 'Asked for, and was given'].map((title, i) =>
      el('th', {scope: 'col', role: 'columnheader', class: ['col-device', 'col-known', null][i]}, title));
  const last = el('th', {scope: 'col', role: 'columnheader', class: 'col-do', 'aria-label': 'Actions'});
  return el('table', {role: 'table', 'aria-label': 'Devices'},
      el('thead', {role: 'rowgroup'}, el('tr', {role: 'row'}, head, last)),
      el('tbody', {role: 'rowgroup'}, rows));
}

// ---- all of them ---------------------------------------------------------------------------------

function notices({seen, enrolled}) {
  const warning = (...children) => el('div', {class: 'notice warning'}, children);
  const all = enrolled.enrolments.map((one) => el('div', {class: 'notice plain deed'},
      el('span', {class: 'said'}, el('strong', {}, 'One device may enrol'), ` for ${one.group}`,
         one.name ? ` as ${one.name}` : '', ' until ', utc(one.until), `, by ${one.person}`),
      el('button', {
        type: 'button', class: 'small', 'data-key': `enrolment ${one.number} void`,
        'aria-label': `Void enrolment ${one.number}`,
        on: () => ask({
          title: `Void enrolment ${one.number}?`,
          what: 'Nobody can enrol with its token any more.',
          button: 'Void', path: 'enrol/void', body: {enrolment: one.number},
        }),
      }, 'Void')));
  if (enrolled.in_the_clear) {
    all.push(warning(`Credentials came to the plain door ${enrolled.in_the_clear} times, where they do ` +
        'not count and anybody may have read them.'));
  }
  if (enrolled.next) {
    all.push(el('div', {class: 'notice plain'}, 'More devices have enrolled than are looked at here: ',
        el('code', {}, 'sluice devices enrolled'), ' lists those that have not asked.'));
  }
  if (seen.left_out) all.push(warning(`${seen.left_out} requests found no room and are not among these.`));
  return all;
}

/** The choices of a select, the chosen one kept. */
function offer(id, first, words) {
  const select = byId(id);
  const options = first === null ? words : [first, ...words];
  if (options.join() === [...select.options].map((one) => one.text).join()) return;
  const chosen = select.value;
  select.replaceChildren(...options.map(
      (word, i) => el('option', {value: first !== null && i === 0 ? '' : word}, word)));
  if (words.includes(chosen)) select.value = chosen;
}

let shown = '';  // What the rows were made of.

export function showDevices(found, status) {
  if (query(found.asked) !== query(sieve())) return;  // A person asks for others meanwhile.
  groups = [...new Set(status.feeds.flatMap((feed) => feed.groups.map((one) => one.group)))];
  offer('sieve-group', 'any', groups);
  offer('sieve-feed', 'any', status.feeds.map((feed) => feed.feed));
  offer('leave-group', null, groups);
  byId('devices').hidden = false;
  byId('devices-count').textContent = `${found.seen.all} asked in 30 days`;
  byId('devices-more').hidden = !found.seen.next;
  const made = JSON.stringify([status.now.slice(0, 16), found, groups]);
  if (made === shown) return;
  shown = made;
  replaceKept(byId('device-notices'), notices(found));
  const rows = rowsOf(found, status.now);
  replaceKept(byId('device-rows'), [rows.length ? table(rows)
      : el('p', {class: 'nobody none'}, 'No such device has asked.')]);
  again = async () => {
    try {
      showDevices(await lookAtDevices(), status);
    } catch (problem) {
      tell(sentenceOf(problem));
    }
  };
}

/** Nothing of them stays when a person has signed out. */
export function forgetDevices() {
  shown = '';
  pages = 1;
  again = async () => {};
  for (const id of ['device-rows', 'device-notices']) byId(id).replaceChildren();
  byId('sieve').reset();
  byId('devices').hidden = true;
  if (byId('leave').open) byId('leave').close();
}

let typing = 0;
function sift(wait) {
  clearTimeout(typing);
  typing = setTimeout(() => {
    pages = 1;
    again();
  }, wait);
}
byId('sieve').addEventListener('submit', (event) => event.preventDefault());
byId('sieve').addEventListener('change', () => sift(0));
byId('sieve-text').addEventListener('input', () => sift(300));
byId('devices-next').addEventListener('click', () => {
  ++pages;
  again();
});

// ---- leave to enrol ------------------------------------------------------------------------------

function openLeave() {
  byId('leave-form').reset();
  byId('leave-form').hidden = false;
  byId('given').hidden = true;
  byId('leave-problem').textContent = '';
  byId('leave').showModal();
}

function show(given) {
  byId('leave-form').hidden = true;
  byId('given').hidden = false;
  byId('given-what').textContent = visible(given.sentence);
  byId('given-token').value = given.token;
  byId('given-authority').value = given.authority ?? '';
  byId('given-token').select();
}

async function giveLeave(event) {
  event.preventDefault();
  byId('leave-do').disabled = true;
  const name = byId('leave-name').value.trim();
  try {
    show(await call('enrol', {
      group: byId('leave-group').value, for: byId('leave-for').value,
      reason: byId('leave-reason').value.trim(), ...(name ? {name} : {}),
    }));
    again();
  } catch (problem) {
    byId('leave-problem').textContent = visible(sentenceOf(problem));
  } finally {
    byId('leave-do').disabled = false;
  }
}

byId('enrol').addEventListener('click', openLeave);
byId('leave-form').addEventListener('submit', giveLeave);
byId('leave-cancel').addEventListener('click', () => byId('leave').close());
byId('leave').addEventListener('close', () => { byId('given-token').value = ''; });
byId('given-copy').addEventListener('click', async () => {
  byId('given-token').select();
  try {
    await navigator.clipboard.writeText(byId('given-token').value);
    tell('The token is in the clipboard.');
  } catch {
    tell('The browser gives no clipboard; the token is marked, copy it by hand.');
  }
});
