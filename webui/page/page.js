// The administrators' page: everything visible comes from /api/v1, every sentence is the relay's own,
// and all of it becomes text nodes.

import {ask, sentenceOf, tell, whenDone} from './ask.js';
import {groupAlarms, relayNotices, rolloutLines, stateOf, troubleNotices} from './deeds.js';
import {forgetDevices, lookAtDevices, showDevices} from './devices.js';
import {forgetDoors, showDoors} from './doors.js';
import {begin, whenPeople} from './people.js';
import {call, feedPath, look, signedIn} from './relay.js';
import {byId, el, moment, replaceKept, said, utc, visible} from './text.js';

const kEvery = 10_000;          // Between looks, in milliseconds.
const kShown = 2;               // Withheld releases of a group before the rest is folded.

// ---- pieces --------------------------------------------------------------------------------------

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

const kStopping = new Set(['block', 'quarantined', 'recalled', 'suspect', 'clock', 'hold', 'halt', 'stop',
                           'pause', 'expiry', 'review']);
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
  const pausable = group.rollouts.find((one) => ['open', 'waiting'].includes(one.state));
  if (pausable) {
    buttons.push(el('button', {
      type: 'button', class: 'small', 'data-key': key + ' pause',
      'aria-label': visible(`Pause ${pausable.version} for ${group.group}`),
      on: () => ask({
        title: `Pause ${pausable.version}?`,
        what: `It stands still in ${group.group}: it does not open, and its ramp does not widen.`,
        button: 'Pause', stop: true, feed: feed.feed, act: 'pause',
        body: {groups: [group.group], version: pausable.version},
      }),
    }, 'Pause'));
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
                   el('div', {}, stateOf(group, active), el('span', {class: 'ago'}, ' since '),
                      moment(active.since, now))]
                : el('span', {class: 'none'}, 'no release yet'),
         rolloutLines(group)),
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
  if (feed.halts.length) return ['danger', 'halted'];
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
      head, troubleNotices(feed, ask), groupAlarms(feed), feed.acts.map((act) => actNotice(feed, act)),
      alarms, feedFacts(feed, now),
      groupTable(feed, groups, now));
}

// ---- the picture ---------------------------------------------------------------------------------

let told = '';  // What the notices of the relay were made of.

function showRelay(status) {
  const facts = [['', `relay ${status.version}`], ['', `policy revision ${status.revision}`]];
  facts.push(status.clock.suspect
      ? ['danger', 'clock not trusted']
      : ['', 'clock trusted']);
  if (status.single_person) facts.push(['warning', 'single-person mode']);
  const {head} = status.audit;
  // Whoever sees it is a witness of what was recorded up to there.
  if (head) facts.push(['', `audit head ${head.slice(0, head.indexOf(':') + 13)}…`, head]);
  byId('relay').replaceChildren(
      ...facts.map(([kind, text, whole = '']) => el('li', {class: 'fact ' + kind, title: whole}, said(text))));
  byId('stop').hidden = status.stopped !== null;
  const notices = JSON.stringify([status.stopped, status.clock, status.audit.trouble]);
  if (notices === told) return;
  told = notices;
  replaceKept(byId('notices'), relayNotices(status, ask));
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

// ---- looking again -------------------------------------------------------------------------------

let looks = 0;  // Of two answers that cross, the later question counts.

const mayLook = () => signedIn() && !signedIn().due;

async function refresh() {
  if (!mayLook()) return;
  const mine = ++looks;
  try {
    const picture = await look();
    const devices = await lookAtDevices();
    if (mine !== looks) return;
    byId('trouble').hidden = true;
    show(picture);
    showDevices(devices, picture.status);
    showDoors(picture.status.doors);
  } catch (problem) {
    if (mine !== looks) return;
    byId('trouble').textContent = visible(
        sentenceOf(problem).replace(/[^.]$/, '$&.') + ' What is shown may be old; trying again every 10 s.');
    byId('trouble').hidden = false;
  }
}

/** Nothing of the relay stays when nobody may look at it any more. */
function forget() {
  ++looks;
  shown = told = '';
  for (const id of ['relay', 'notices', 'feeds']) byId(id).replaceChildren();
  for (const id of ['foot', 'stop', 'trouble']) byId(id).hidden = true;
  if (byId('ask').open) byId('ask').close();
  forgetDevices();
  forgetDoors();
}

byId('stop').addEventListener('click', () => ask({
  title: 'Stop everything?',
  what: 'No release of any feed opens, no ramp widens, and what is still ramping is taken back, until ' +
        'it is lifted. Devices are served what all of their group has.',
  button: 'Stop everything', stop: true, path: 'stop', body: {},
}));
byId('ask-cancel').addEventListener('click', () => byId('ask').close());

whenDone(refresh);
whenPeople(refresh, forget);
// Who looks away for long is signed out by the relay: nobody asks for him meanwhile.
setInterval(() => { if (!document.hidden) refresh(); }, kEvery);
document.addEventListener('visibilitychange', () => { if (!document.hidden) refresh(); });
begin();
