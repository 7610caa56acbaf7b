// Pieces that become text nodes: nothing that a vendor or a person wrote is ever read as HTML.

const kDeceiving = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

export const byId = (id) => document.getElementById(id);

/** Controls, and what turns the direction of writing, in a form that can be seen. */
export function visible(text) {
  return String(text ?? '').replace(
      kDeceiving, (c) => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0'));
}

/** An element with attributes and children; children that are texts stay texts. */
export function el(name, attributes = {}, ...children) {
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

export const said = (text) => el('span', {class: 'said'}, text);

/** "2026-03-04 06:00 UTC", as the sentences have it. */
export function utc(instant) {
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
export function moment(instant, now) {
  const away = Date.parse(instant) - Date.parse(now);
  const far = away > 0 ? 'in ' + span(away) : span(away) + ' ago';
  return [utc(instant), el('span', {class: 'ago'}, ' · ' + far)];
}

/** Puts the new elements in place of the old; what had the focus or was unfolded still is. */
export function replaceKept(place, elements) {
  const active = document.activeElement;
  const focused = place.contains(active) ? active.dataset.key : undefined;
  const open = new Set([...place.querySelectorAll('details[open]')].map((one) => one.dataset.key));
  place.replaceChildren(...elements);
  const kept = [...place.querySelectorAll('[data-key]')];
  for (const one of kept) if (open.has(one.dataset.key)) one.open = true;
  if (!focused) return;
  const again = kept.find((one) => one.dataset.key === focused);
  (again ?? place).focus({preventScroll: true});
}
