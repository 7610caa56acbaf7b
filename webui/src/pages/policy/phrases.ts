// What the editor says by itself, from the catalogue.

import {EditorState} from '@codemirror/state';

import {t} from '../../messages/messages';

export const phrases = EditorState.phrases.of({
  '$ unchanged lines': t('policy.unchanged'), 'Completions': t('policy.completions'),
  'Find': t('search.find'), 'Replace': t('search.by'), 'next': t('search.next'), 'previous': t('search.previous'),
  'all': t('search.all'), 'match case': t('search.case'), 'regexp': t('search.pattern'), 'by word': t('search.words'),
  'replace': t('search.replace'), 'replace all': t('search.replace_all'), 'close': t('search.close'),
  'current match': t('search.found'), 'on line': t('search.on_line'), 'replaced $ matches': t('search.replaced'),
  'replaced match on line $': t('search.replaced_at'), 'Go to line': t('search.to_line'), 'go': t('search.go'),
});
