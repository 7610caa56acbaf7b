'use strict';

// The administrators' page: everything visible comes from /api/v1, every sentence is the relay's own,
// and all of it becomes text nodes; nothing that a vendor or a person wrote is ever read as HTML.

const kEvery = 10_000;          // Between looks, in milliseconds.
const kShown = 2;               // Withheld releases of a group before the rest is folded.
const kOutcomeStays = 12_000;

const byId = (id) => document.getElementById(id);

// ---- text ----------------------------------------------------------------------------------------

const kDeceiving = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** Controls, and what turns the direction of writing, in a form that can be seen. */
function visible(text) {
  return String(text ?? '').replace(
      kDeceiving, (c) => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0'));
}

/** An element with attributes and children; children that are texts stay texts. */
function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === 'on') element.addEventListener('click', value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value);
  }
  for (const child of children.flat()) {
    if (child === null || child === undefined) continue;
    element.append(child instanceof Node ? child : document.createTextNode(visible(child)));
  }
  return element;
}

const said = (text) => el('span', {class: 'said'}, text);

/** "2026-03-04 06:00 UTC", as the sentences have it. */
function utc(instant) {
  const shown = String(instant).replace(/^(.{10})T(.{5}):(\d\d)Z$/,
      (_, day, minute, second) => `${day} ${minute}${second === '00' ? '' : ':' + second} UTC`);
  return el('time', {datetime: instant}, shown);
}

function span(milliseconds) {
  const minutes = Math.round(Math.abs(milliseconds) / 60_000);
  if (minutes < 1) return 'less than a minute';
  if (minutes < 90) return minutes + ' min';
  if (minutes < 48 * 60) return Math.round(minutes / 60) + ' h';
  return Math.round(minutes / 60 / 24) + ' days';
}

/** When, and how far that is from the relay's own now. */
function moment(instant, now) {
  const away = Date.parse(instant) - Date.parse(now);
  const far = away > 0 ? 'in ' + span(away) : span(away) + ' ago';
  return [utc(instant), el('span', {class: 'ago'}, ' · ' + far)];
}

// ---- the relay -----------------------------------------------------------------------------------

const kToken = 'sluice-token';

class Refused extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

async function call(path, body) {
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

const feedPath = (feed, what) => `feeds/${encodeURIComponent(feed)}/${what}`;

/** Status and explanations, as one picture. */
async function look() {
  const status = await call('status');
  const explained = await Promise.all(
      status.feeds.map((feed) => call('explain?feed=' + encodeURIComponent(feed.feed))));
  return {status, groups: new Map(explained.map((one) => [one.feed, one.explanations]))};
}

// ---- asking for a reason -------------------------------------------------------------------------

/**
 * Opens the dialog. `wish`: title, what, button, stop, feed, act, body, and `group` when the person may
 * choose between that group and all.
 */
function ask(wish) {
  byId('ask-title').textContent = visible(wish.title);
  byId('ask-what').textContent = visible(wish.what);
  byId('ask-problem').textContent = '';
  byId('ask-scope').hidden = !wish.group;
  byId('scope-group-name').textContent = visible(wish.group ?? '');
  byId('scope-group').checked = true;
  byId('reason').value = '';
  const button = byId('ask-do');
  button.textContent = wish.button;
  button.className = wish.stop ? 'stop' : 'primary';
  button.disabled = false;
  byId('ask-form').onsubmit = (event) => {
    event.preventDefault();
    perform(wish);
  };
  byId('ask').showModal();
  byId('reason').focus();
}

async function perform(wish) {
  const button = byId('ask-do');
  button.disabled = true;
  const groups = wish.group ? (byId('scope-all').checked ? 'all' : [wish.group]) : wish.body.groups;
  try {
    const answer = await call(feedPath(wish.feed, wish.act),
                              {...wish.body, groups, reason: byId('reason').value.trim()});
    byId('ask').close();
    tell(answer.sentence);
    await refresh();
  } catch (problem) {
    byId('ask-problem').textContent = visible(sentenceOf(problem));
  } finally {
    button.disabled = false;
  }
}

function sentenceOf(problem) {
  return problem instanceof Refused ? problem.message : 'The relay does not answer.';
}

let outcomeTimer = 0;
function tell(sentence) {
  byId('outcome').textContent = visible(sentence);
  clearTimeout(outcomeTimer);
  outcomeTimer = setTimeout(() => { byId('outcome').textContent = ''; }, kOutcomeStays);
}

async function sync(feed, button) {
  button.disabled = true;
  tell(`Asking the vendor of ${feed} …`);
  try {
    tell(`${feed}: ${(await call(feedPath(feed, 'sync'), {})).sentence}`);
  } catch (problem) {
    tell(`${feed}: ${sentenceOf(problem)}`);
  }
  button.disabled = false;
  await refresh();
}

// ---- pieces --------------------------------------------------------------------------------------

const kStopping = new Set(['block', 'quarantined', 'recalled', 'suspect', 'clock', 'hold']);
const kPersonal = new Set(['approval', 'pin', 'floor', 'lag']);

function reasonItem(reason) {
  const kind = kStopping.has(reason.rule) ? ' stop' : kPersonal.has(reason.rule) ? ' person' : '';
  return el('li', {},
      el('span', {class: 'rule' + kind}, reason.rule),
      el('span', {}, said(reason.sentence),
         reason.line === null ? null : el('span', {class: 'line'}, ` · policy line ${reason.line}`)));
}

function newerBlock(newer) {
  return el('div', {class: 'newer'},
      el('div', {class: 'version said'}, newer.version),
      el('div', {class: 'ago'}, 'first seen ', utc(newer.first_seen)),
      el('ul', {class: 'reasons'}, newer.reasons.map(reasonItem)));
}

function withheldCell(group, key, now) {
  const blocks = group.newer.map(newerBlock);
  const cell = el('td', {role: 'cell'}, blocks.slice(0, kShown));
  if (!blocks.length) cell.append(el('span', {class: 'none'}, 'nothing newer is withheld'));
  const folded = blocks.slice(kShown);
  if (folded.length) {
    cell.append(el('details', {class: 'older', 'data-key': key + ' older'},
        el('summary', {'data-key': key + ' summary'}, `${folded.length + group.left_off} older`),
        folded, group.left_off ? el('p', {class: 'none'}, `and ${group.left_off} more`) : null));
  }
  if (group.next_look) {
    cell.append(el('p', {class: 'next'}, 'may change by itself at ', moment(group.next_look, now)));
  }
  return cell;
}

function heldHere(feed, group) {
  return feed.acts.some((act) => act.kind === 'hold' && act.group === group);
}

/** The newest withheld release that waits for a person's yes. */
const waitsForApproval = (group) =>
    group.newer.find((newer) => newer.reasons.some((reason) => reason.rule === 'approval'));

function actionButtons(feed, group, key) {
  const buttons = [];
  const waiting = waitsForApproval(group);
  if (waiting) {
    buttons.push(el('button', {
      type: 'button', class: 'primary small', 'data-key': key + ' approve',
      'aria-label': visible(`Approve ${waiting.version} for ${group.group}`),
      on: () => ask({
        title: `Approve ${waiting.version}?`,
        what: `A yes for ${group.group}. What else is in its way stays in its way.`,
        button: 'Approve', feed: feed.feed, act: 'approve',
        body: {groups: [group.group], version: waiting.version},
      }),
    }, 'Approve'));
  }
  if (!heldHere(feed, group.group)) {
    buttons.push(el('button', {
      type: 'button', class: 'small', 'data-key': key + ' hold',
      'aria-label': `Hold ${feed.feed} for ${group.group}`,
      on: () => ask({
        title: `Hold ${feed.feed}?`,
        what: 'The groups keep what they have; nothing newer opens until the hold is lifted.',
        button: 'Hold', stop: true, feed: feed.feed, act: 'hold', body: {}, group: group.group,
      }),
    }, 'Hold'));
  }
  const target = group.newer[0] ?? group.active;
  if (target) {
    buttons.push(el('button', {
      type: 'button', class: 'small', 'data-key': key + ' block',
      'aria-label': visible(`Block ${target.version}`),
      on: () => ask({
        title: `Block ${target.version}?`,
        what: target === group.active
            ? 'It is taken back; the groups get the release before it, where there is one.'
            : 'It is never offered to the groups.',
        button: 'Block', stop: true, feed: feed.feed, act: 'block',
        body: {version: target.version}, group: group.group,
      }),
    }, group.newer.length ? 'Block newest' : 'Block'));
  }
  return buttons;
}

function groupRow(feed, group, now) {
  const key = `${feed.feed}/${group.group}`;
  const active = group.active;
  return el('tr', {role: 'row'},
      el('th', {scope: 'row', role: 'rowheader'}, group.group),
      el('td', {role: 'cell'},
         active ? [el('div', {class: 'version said'}, active.version),
                   el('div', {}, el('span', {class: 'ago'}, 'since '), moment(active.since, now))]
                : el('span', {class: 'none'}, 'no release yet')),
      withheldCell(group, key, now),
      el('td', {role: 'cell'}, el('div', {class: 'do'}, actionButtons(feed, group, key))));
}

function groupTable(feed, groups, now) {
  const head = ['Group', 'Has', 'Why not the newer one'].map(
      (title, i) => el('th', {scope: 'col', role: 'columnheader',
                              class: ['col-group', 'col-release', null][i]}, title));
  const last = el('th', {scope: 'col', role: 'columnheader', class: 'col-do', 'aria-label': 'Actions'});
  return el('table', {role: 'table', 'aria-label': `Groups of ${feed.feed}`},
      el('thead', {role: 'rowgroup'}, el('tr', {role: 'row'}, head, last)),
      el('tbody', {role: 'rowgroup'}, groups.map((group) => groupRow(feed, group, now))));
}

const kInForce = {hold: 'Held', pin: 'Pinned', block: 'Blocked'};

function actNotice(feed, act) {
  const where = act.group ?? 'all groups';
  const of = act.version ? ` ${act.version}` : '';
  const body = {groups: act.group ? [act.group] : 'all', lift: true};
  if (act.version && act.kind === 'block') body.version = act.version;
  return el('div', {class: 'notice act ' + (act.kind === 'pin' ? 'warning' : 'danger')},
      el('span', {class: 'said'}, el('strong', {}, `${kInForce[act.kind] ?? act.kind}${of}`),
         ` for ${where} by ${act.person} since `, utc(act.at), `: ${act.reason}`),
      el('button', {
        type: 'button', class: 'small',
        'data-key': `${feed.feed} lift ${act.kind} ${act.group} ${act.version}`,
        'aria-label': visible(`Lift the ${act.kind}${of} for ${where}`),
        on: () => ask({
          title: `Lift the ${act.kind}${of}?`,
          what: `For ${where}. What the rules let through may open at once.`,
          button: 'Lift', feed: feed.feed, act: act.kind, body,
        }),
      }, `Lift ${act.kind}`));
}

function condition(feed) {
  const check = feed.check;
  if (!check) return ['idle', 'not asked yet'];
  if (!check.succeeded) return ['danger', 'last check failed'];
  return check.alarms.length ? ['warning', 'working, with alarms'] : ['good', 'working'];
}

function feedFacts(feed, now) {
  const facts = [['Newest release', feed.newest
      ? [el('div', {class: 'version said'}, feed.newest.version),
         el('div', {class: 'ago'}, 'first seen ', utc(feed.newest.first_seen)),
         el('div', {class: 'ago'}, feed.newest.evidence)]
      : 'none yet']];
  const check = feed.check;
  if (check) {
    facts.push(['Last check', [...moment(check.at, now), el('div', {}, said(check.outcome))]]);
    if (!check.succeeded) {
      facts.push(['Last good check', check.succeeded_at ? moment(check.succeeded_at, now) : 'never']);
    }
    facts.push(['Next attempt', check.next_attempt ? moment(check.next_attempt, now) : 'when asked']);
  }
  facts.push(['Refused', feed.refused
      ? [`${feed.refused}: `, el('code', {}, `sluice refused ${feed.feed}`)]
      : 'nothing']);
  return el('dl', {class: 'facts-of-feed'},
      facts.map(([term, value]) => el('div', {}, el('dt', {}, term), el('dd', {}, value))));
}

function feedCard(feed, groups, now) {
  const [kind, words] = condition(feed);
  const id = 'feed-' + feed.feed;
  const held = feed.acts.some((act) => act.kind === 'hold' && act.group === null);
  const head = el('div', {class: 'feed-head'},
      el('div', {class: 'feed-name'}, el('h2', {id}, feed.feed), el('span', {class: 'class'}, feed.class),
         el('span', {class: 'condition ' + kind}, words)),
      el('button', {
        type: 'button', 'data-key': feed.feed + ' sync', 'aria-label': `Sync ${feed.feed} now`,
        on: (event) => sync(feed.feed, event.currentTarget),
      }, 'Sync now'),
      held ? null : el('button', {
        type: 'button', class: 'stop', 'data-key': feed.feed + ' hold',
        'aria-label': `Hold ${feed.feed} everywhere`,
        on: () => ask({
          title: `Hold ${feed.feed} everywhere?`,
          what: 'Every group keeps what it has; nothing newer opens anywhere until the hold is lifted.',
          button: 'Hold everywhere', stop: true, feed: feed.feed, act: 'hold', body: {groups: 'all'},
        }),
      }, 'Hold everywhere'));
  const alarms = (feed.check?.alarms ?? []).map(
      (alarm) => el('div', {class: 'notice warning'}, said(alarm.sentence)));
  return el('section', {class: 'card feed', 'aria-labelledby': id},
      head, feed.acts.map((act) => actNotice(feed, act)), alarms, feedFacts(feed, now),
      groupTable(feed, groups, now));
}

// ---- the picture ---------------------------------------------------------------------------------

function showRelay(status) {
  const facts = [['', `relay ${status.version}`], ['', `policy revision ${status.revision}`]];
  facts.push(status.clock.suspect
      ? ['danger', `the clock is not trusted (${status.clock.suspect}), so nothing new opens`]
      : ['', 'clock trusted']);
  if (status.single_person) facts.push(['warning', 'single-person mode']);
  byId('relay').replaceChildren(
      ...facts.map(([kind, text]) => el('li', {class: 'fact ' + kind}, said(text))));
}

/** Puts the new elements in place of the old; what had the focus or was unfolded still is. */
function replaceKept(place, elements) {
  const focused = document.activeElement?.dataset?.key;
  const open = new Set([...place.querySelectorAll('details[open]')].map((one) => one.dataset.key));
  place.replaceChildren(...elements);
  const kept = [...place.querySelectorAll('[data-key]')];
  for (const one of kept) if (open.has(one.dataset.key)) one.open = true;
  if (!focused) return;
  const again = kept.find((one) => one.dataset.key === focused);
  (again ?? place).focus({preventScroll: true});
}

let shown = '';  // What the cards were made of.

function show({status, groups}) {
  showRelay(status);
  byId('as-of').replaceChildren('As of ', utc(status.now), '; looks again every 10 s');
  byId('foot').hidden = false;

  // The cards are left alone while nothing changed within the minute, so that nobody's click is lost.
  const made = JSON.stringify([status.now.slice(0, 16), status.feeds, [...groups]]);
  if (made === shown) return;
  shown = made;
  const cards = status.feeds.map((feed) => feedCard(feed, groups.get(feed.feed), status.now));
  if (!cards.length) {
    cards.push(el('p', {class: 'card sign-in'}, 'The policy has no feeds yet.'));
  }
  replaceKept(byId('feeds'), cards);
}

// ---- signing in, and looking again ---------------------------------------------------------------

function signedOut(problem) {
  sessionStorage.removeItem(kToken);
  shown = '';
  for (const id of ['relay', 'feeds']) byId(id).replaceChildren();
  for (const id of ['foot', 'sign-out', 'trouble']) byId(id).hidden = true;
  if (byId('ask').open) byId('ask').close();
  byId('sign-in-problem').textContent = visible(problem ?? '');
  byId('sign-in').hidden = false;
  byId('token').focus();
}

let looks = 0;  // Of two answers that cross, the later question counts.

async function refresh() {
  if (!sessionStorage.getItem(kToken)) return;
  const mine = ++looks;
  try {
    const picture = await look();
    if (mine !== looks || !sessionStorage.getItem(kToken)) return;
    byId('sign-in').hidden = true;
    byId('sign-out').hidden = false;
    byId('trouble').hidden = true;
    show(picture);
  } catch (problem) {
    if (mine !== looks) return;
    if (problem instanceof Refused && problem.status === 401) {
      signedOut('This token is not accepted.');
    } else {
      byId('trouble').textContent = visible(
          sentenceOf(problem) + ' What is shown may be old; trying again every 10 s.');
      byId('trouble').hidden = false;
    }
  }
}

byId('sign-in').addEventListener('submit', (event) => {
  event.preventDefault();
  sessionStorage.setItem(kToken, byId('token').value.trim());
  byId('token').value = '';
  refresh();
});
byId('sign-out').addEventListener('click', () => signedOut());
byId('ask-cancel').addEventListener('click', () => byId('ask').close());

setInterval(refresh, kEvery);
document.addEventListener('visibilitychange', () => { if (!document.hidden) refresh(); });
if (sessionStorage.getItem(kToken)) refresh();
else signedOut();
