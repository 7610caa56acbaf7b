// Where something stands in the policy, and the way there.

import type {JSX} from 'preact';

import {t} from '../messages/messages';
import {hrefTo} from '../router';

export function PolicyLine({line}: {line: number | null}): JSX.Element | null {
  return line === null ? null
    : <a class="faint" href={hrefTo('policy', [], {line})}>{t('cell.line', {line})}</a>;
}
