import type { TFunction } from 'i18next'

/* The editor's own words, by which it asks for their translations. */
const PHRASES = {
  Find: 'find',
  Replace: 'replace',
  next: 'next',
  previous: 'previous',
  all: 'all',
  'match case': 'matchCase',
  regexp: 'regexp',
  'by word': 'byWord',
  replace: 'replaceOne',
  'replace all': 'replaceAll',
  close: 'close',
  'Fold line': 'fold',
  'Unfold line': 'unfold',
  'folded code': 'foldedCode',
  unfold: 'unfold',
  'Go to line': 'goTo',
  go: 'go',
  Diagnostics: 'diagnostics',
  'No diagnostics': 'noDiagnostics',
  Completions: 'completions',
  'current match': 'currentMatch',
  'on line': 'onLine',
  'replaced match on line $': 'replacedOne',
  'replaced $ matches': 'replacedAll',
  'Control character': 'controlCharacter',
}

export function phrases(t: TFunction): Record<string, string> {
  return Object.fromEntries(Object.entries(PHRASES).map(([phrase, name]) => [phrase, t(`editor.${name}`)]))
}
