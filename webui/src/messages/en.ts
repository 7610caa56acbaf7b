// English. A second language is a folder like en/, with the same keys.

import {approvals} from './en/approvals';
import {audit} from './en/audit';
import {calendar} from './en/calendar';
import {deeds} from './en/deeds';
import {devices} from './en/devices';
import {flow} from './en/flow';
import {forms} from './en/forms';
import {people} from './en/people';
import {policy} from './en/policy';
import {release} from './en/release';
import {settings} from './en/settings';
import {shell} from './en/shell';
import {start} from './en/start';
import {undo} from './en/undo';
import {words} from './en/words';

export const en = {
  ...shell, ...people, ...words, ...flow, ...release, ...approvals, ...devices, ...audit, ...settings, ...policy,
  ...calendar, ...forms, ...start, ...undo, ...deeds,
};
