// The dialog that asks for a reason, and the line that says what came of it.

import {Refused, call, feedPath} from './relay.js';
import {byId, el, visible} from './text.js';

const kOutcomeStays = 12_000;

let done = async () => {};
/** `what` is awaited after every act that was done. */
export function whenDone(what) { done = what; }

/**
 * Opens the dialog. `wish`: title, what, button, stop, body, and where it goes: `path`, or `feed` and
 * `act`; `group` when the person may choose between that group and all; `field`, {name, label}, for
 * one more text that may be left out; `choice`, {name, label, of}, for one of several words.
 */
export function ask(wish) {
  byId('ask-title').textContent = visible(wish.title);
  byId('ask-what').textContent = visible(wish.what);
  byId('ask-problem').textContent = '';
  byId('ask-scope').hidden = !wish.group;
  byId('scope-group-name').textContent = visible(wish.group ?? '');
  byId('scope-group').checked = true;
  byId('ask-field').hidden = !wish.field;
  byId('field-label').textContent = visible(wish.field?.label ?? '');
  byId('field').value = '';
  byId('ask-choice').hidden = !wish.choice;
  byId('choice-label').textContent = visible(wish.choice?.label ?? '');
  byId('choice').replaceChildren(
      ...(wish.choice?.of ?? []).map((word) => el('option', {value: word}, word)));
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

/** What the dialog says of a wish. */
function bodyOf(wish) {
  const body = {...wish.body, reason: byId('reason').value.trim()};
  if (wish.group) body.groups = byId('scope-all').checked ? 'all' : [wish.group];
  const more = byId('field').value.trim();
  if (wish.field && more) body[wish.field.name] = more;
  if (wish.choice) body[wish.choice.name] = byId('choice').value;
  return body;
}

async function perform(wish) {
  const button = byId('ask-do');
  button.disabled = true;
  try {
    const answer = await call(wish.path ?? feedPath(wish.feed, wish.act), bodyOf(wish));
    byId('ask').close();
    tell(answer.sentence);
    await done();
  } catch (problem) {
    byId('ask-problem').textContent = visible(sentenceOf(problem));
  } finally {
    button.disabled = false;
  }
}

export function sentenceOf(problem) {
  return problem instanceof Refused ? problem.message : 'The relay does not answer.';
}

let outcomeTimer = 0;
export function tell(sentence) {
  byId('outcome').textContent = visible(sentence);
  clearTimeout(outcomeTimer);
  outcomeTimer = setTimeout(() => { byId('outcome').textContent = ''; }, kOutcomeStays);
}
