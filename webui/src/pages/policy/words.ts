// The words that a policy can say: they are offered while somebody writes.

import {type Completion, type CompletionSource, completeAnyWord, completeFromList} from '@codemirror/autocomplete';

const kKeys = [
  'address', 'after', 'allow', 'approve', 'approve_high_risk', 'ask', 'at', 'at_most', 'attributes', 'bake', 'before',
  'block', 'break_glass', 'by', 'bypass', 'calendars', 'cdiffs', 'ceiling', 'checks', 'class', 'closed', 'cohort',
  'confirmed', 'databases', 'days', 'detached_signatures', 'directory', 'enrolled', 'ephemeral', 'every', 'failed',
  'feed', 'feeds', 'floor', 'for', 'freshness', 'from', 'gate', 'groups', 'high_risk', 'hold', 'ics', 'kind', 'lag',
  'limits', 'match', 'name', 'no_evidence', 'normal', 'not_within', 'of', 'open', 'paths', 'people', 'pin', 'ramp',
  'reboot_allowance', 'review_within', 'role', 'silent', 'soak', 'stages', 'survived', 'suspect_if_replaced_within',
  'then', 'to', 'trust', 'upstream', 'user_agent', 'watch', 'why', 'window', 'zone',
];
const kValues = ['software', 'intelligence', 'configuration', 'sticky', 'fresh', 'alarm', 'advance', 'ask', 'hold'];

const keys: Completion[] = kKeys.map((word) => ({label: word, apply: word + ': ', type: 'property'}));
const values: Completion[] = kValues.map((label) => ({label, type: 'constant'}));

/** The policy's own words, and whatever else stands in the text: names of feeds, groups and roles. */
export const words: CompletionSource[] = [completeFromList([...keys, ...values]), completeAnyWord];
