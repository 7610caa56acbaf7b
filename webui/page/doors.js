// Who came to each door since it opened, and who was sent away.

import {byId, el} from './text.js';

const numbers = new Intl.NumberFormat('en');
const kBytes = new Intl.NumberFormat('en', {notation: 'compact', maximumFractionDigits: 1});

/** What an administrator has to know of a door where it is not nothing. */
function troubles(door) {
  const all = [
    [door.turned_away, 'callers turned away: there was no place for their address, or at all'],
    [door.handshakes_failed, 'came to no TLS connection'],
    [door.refused, 'requests refused: they were malformed, or not for this door'],
    [door.answered['5xx'], 'requests failed (5xx)'],
  ];
  return all.filter(([count]) => count).map(
      ([count, what]) => el('li', {}, `${numbers.format(count)} ${what}`));
}

function row(door) {
  const {answered} = door;
  const all = Object.values(answered).reduce((sum, count) => sum + count, 0);
  const trouble = troubles(door);
  return el('tr', {role: 'row'},
      el('th', {scope: 'row', role: 'rowheader'}, door.door, el('div', {class: 'id said'}, door.url)),
      el('td', {role: 'cell'}, `${numbers.format(door.connections)} of ${numbers.format(door.limit)}`,
         el('div', {class: 'ago'}, `${numbers.format(door.accepted)} came`)),
      el('td', {role: 'cell'}, `${numbers.format(all)} requests`,
         el('div', {class: 'ago'}, `${kBytes.format(door.sent)} bytes, `,
            `${numbers.format(answered['4xx'])} with 4xx`)),
      el('td', {role: 'cell'}, trouble.length ? el('ul', {}, trouble)
                                              : el('span', {class: 'none'}, 'nobody')));
}

let shown = '';  // What the rows were made of.

export function showDoors(doors) {
  byId('doors').hidden = false;
  const made = JSON.stringify(doors);
  if (made === shown) return;
  shown = made;
  const head = ['Door', 'Open', 'Answered', 'Not answered'].map(
      (title) => el('th', {scope: 'col', role: 'columnheader'}, title));
  byId('door-rows').replaceChildren(el('table', {role: 'table', 'aria-label': 'Doors'},
      el('thead', {role: 'rowgroup'}, el('tr', {role: 'row'}, head)),
      el('tbody', {role: 'rowgroup'}, doors.map(row))));
}

/** Nothing of them stays when a person has signed out. */
export function forgetDoors() {
  shown = '';
  byId('door-rows').replaceChildren();
  byId('doors').hidden = true;
}
