// What is stopped, halted, paused, excepted or late, with what a person can do about it. `ask` opens
// the dialog: see page.js.

import {el, said, utc} from './text.js';

/** A line with its buttons. */
function notice(kind, children, buttons = []) {
  return el('div', {class: 'notice deed ' + kind}, el('span', {class: 'said'}, children), buttons);
}

/** A button of a notice; `key` is its own among all, so that a refresh keeps the focus. */
function button(key, label, words, on, more = '') {
  return el('button', {type: 'button', class: 'small' + more, 'data-key': key, 'aria-label': label, on},
      words);
}

// ---- the relay -----------------------------------------------------------------------------------

function stopNotice(stopped, ask) {
  const lift = () => ask({
    title: 'Lift the stop of everything?',
    what: 'What the rules let through may open at once, in every feed.',
    button: 'Lift', path: 'stop', body: {lift: true},
  });
  return notice('danger',
      [el('strong', {}, 'Everything is stopped'), ` by ${stopped.person} since `, utc(stopped.at),
       `: ${stopped.reason}`],
      [button('lift stop', 'Lift the stop of everything', 'Lift the stop', lift)]);
}

function clockNotice(suspect, ask) {
  const confirm = () => ask({
    title: 'Is the relay’s clock right?',
    what: 'It counts from now on as it is; what waited for it may open at once.',
    button: 'It is right', path: 'clock/confirm', body: {},
  });
  return notice('danger',
      [el('strong', {}, 'The clock is not trusted'), ` (${suspect}), so nothing new opens.`],
      [button('confirm clock', 'Confirm the clock', 'Confirm the clock', confirm)]);
}

function auditNotice(trouble) {
  return notice('danger', [el('strong', {}, 'The audit does not fit'), `: ${trouble.sentence}.`], []);
}

export function relayNotices(status, ask) {
  const notices = [];
  if (status.audit.trouble) notices.push(auditNotice(status.audit.trouble));
  if (status.stopped) notices.push(stopNotice(status.stopped, ask));
  if (status.clock.suspect) notices.push(clockNotice(status.clock.suspect, ask));
  return notices;
}

// ---- a feed --------------------------------------------------------------------------------------

function acknowledgement(feed, halt, ask, decision) {
  const {version} = halt;
  const resume = decision === 'resume';
  return () => ask({
    title: resume ? `Let ${version} go on?` : `Block ${version}?`,
    what: resume
        ? `${halt.evidence}. It is offered again where it was, in every group.`
        : 'It stays withdrawn everywhere. Later releases enter the first stage only, until the one ' +
          'that is the fix is named; that may be done later.',
    button: resume ? 'Let it go on' : 'Block', stop: !resume,
    feed: feed.feed, act: 'acknowledge',
    body: {groups: 'all', version, decision},
    field: resume ? null : {name: 'fixed_by', label: 'Fixed by version (may be left out)'},
  });
}

function haltNotice(feed, halt, ask) {
  const {version} = halt;
  const key = `${feed.feed} halt ${halt.number}`;
  const decided = halt.acknowledged;
  const block = button(key + ' block',
      decided ? `Name the fix of ${version}` : `Block the halted ${version}`,
      decided ? 'Name the fix' : 'Block it', acknowledgement(feed, halt, ask, 'block'));
  const resume = button(key + ' resume', `Let ${version} go on`, 'Let it go on',
      acknowledgement(feed, halt, ask, 'resume'));
  return notice('danger',
      [el('strong', {}, `Halted ${version}`), halt.group ? `, seen in ${halt.group} at ` : ' at ',
       utc(halt.at), `: ${halt.evidence}`,
       decided ? ` · blocked by ${decided.person}: ${decided.reason} · nobody has named its fix` : ''],
      [block, decided ? null : resume]);
}

function pauseNotice(feed, pause, ask) {
  const {version, group} = pause;
  const resume = () => ask({
    title: `Resume ${version}?`,
    what: `It goes on in ${group}. The time of the pause does not count as held.`,
    button: 'Resume', feed: feed.feed, act: 'resume', body: {groups: [group], version},
  });
  return notice('warning',
      [el('strong', {}, `Paused ${version}`), ` for ${group} by ${pause.person} since `,
       utc(pause.at), `: ${pause.reason}`],
      [button(`${feed.feed} resume ${group} ${version}`, `Resume ${version} for ${group}`, 'Resume',
              resume)]);
}

function bypassNotice(feed, bypass, ask) {
  const {number, version} = bypass;
  const key = `${feed.feed} bypass ${number}`;
  const buttons = [];
  if (!bypass.granted) {
    buttons.push(button(key + ' grant', `Grant bypass ${number}`, 'Grant', () => ask({
      title: `Grant bypass ${number}?`,
      what: `One yes for ${version} to skip ${bypass.skips.join(', ')}.`,
      button: 'Grant', feed: feed.feed, act: 'grant', body: {bypass: number},
    })));
  } else if (!bypass.reviewed) {
    buttons.push(button(key + ' review', `Review bypass ${number}`, 'Sign the review', () => ask({
      title: `Sign the review of bypass ${number}?`,
      what: 'You have looked into what it let through.',
      button: 'Sign', feed: feed.feed, act: 'review', body: {bypass: number},
    })));
  }
  return notice(bypass.overdue ? 'danger' : 'warning',
      [bypass.sentence, ` · asked for by ${bypass.person}: ${bypass.reason}`], buttons);
}

function doubtNotice(release) {
  return notice(release.standing === 'suspect' ? 'warning' : 'danger',
      [el('strong', {}, `${release.version} is ${release.standing}`), `: ${release.reason}`]);
}

export function troubleNotices(feed, ask) {
  return [
    ...feed.halts.map((halt) => haltNotice(feed, halt, ask)),
    ...feed.pauses.map((pause) => pauseNotice(feed, pause, ask)),
    ...feed.bypasses.map((bypass) => bypassNotice(feed, bypass, ask)),
    ...feed.doubted.map(doubtNotice),
  ];
}

// ---- its groups ----------------------------------------------------------------------------------

/** Groups that have waited too long, and releases that will expire before they are let through. */
export function groupAlarms(feed) {
  return feed.groups.flatMap(({group, freshness, expiring}) => [
    ...(freshness?.alarm
        ? [notice(freshness.reached ? 'danger' : 'warning',
                  [el('strong', {}, group), ` is ${freshness.sentence}`])]
        : []),
    ...expiring.map(({sentence}) =>
        notice('warning', [el('strong', {}, group), `: ${sentence}`])),
  ]);
}

function state(rollout) {
  const share = ['open', 'paused'].includes(rollout.state) && rollout.reached;
  return el('span', {class: 'state ' + rollout.state},
      share ? `${rollout.state} at ${rollout.reached}` : rollout.state);
}

/** How far the release that the group has has come in it. */
export function stateOf(group, active) {
  const own = group.rollouts.find((one) => one.sequence === active.sequence);
  return own ? state(own) : null;
}

const kShown = 3;

/** Releases that are neither what the group has nor merely waiting. */
export function rolloutLines(group) {
  const others = group.rollouts.filter((one) =>
      !['settled', 'waiting'].includes(one.state) && one.sequence !== group.active?.sequence);
  if (!others.length) return null;
  return el('ul', {class: 'rollouts'}, others.slice(0, kShown).map((one) =>
      el('li', {}, el('span', {class: 'said'}, one.version), state(one))));
}
