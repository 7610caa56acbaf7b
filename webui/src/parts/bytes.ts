// How large something is.

import {language} from '../messages/messages';

const kUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];

/** "1.4 MB" */
export function bytes(count: number): string {
  const power = Math.min(kUnits.length - 1, Math.floor(Math.log10(Math.max(1, count)) / 3));
  return new Intl.NumberFormat(language, {
    style: 'unit', unit: kUnits[power], unitDisplay: power ? 'short' : 'long', maximumFractionDigits: power ? 1 : 0,
  }).format(count / 1000 ** power);
}
