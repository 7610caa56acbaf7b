// English. A second language is a folder like en/, with the same keys.

import {flow} from './en/flow';
import {people} from './en/people';
import {shell} from './en/shell';
import {words} from './en/words';

export const en = {...shell, ...people, ...words, ...flow};
