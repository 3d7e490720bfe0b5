import i18next from 'i18next'
import type { Words } from '../api/types'

/** English templates of the gateway, each with its translation: `{0}` is the first gap, `{t0}` the same translated. */
export type Sayings = Record<string, string>

/** What the gateway tells in plain text: of revisions, of the audit trail, of refusals, of what becomes of a request's parts. */
export type Told = Record<'summaries' | 'details' | 'refusals' | 'treatments', Sayings>

/** A sentence of the gateway in the panel's language; in English where that has no words for it. */
export function inWords(words: Words): string {
  return say(bundle<Sayings>('findings') ?? {}, words)
}

/** A text of the gateway in the panel's language; as it is where that has no words for it. */
export function told(kind: keyof Told, text: string): string {
  return tell(bundle<Told>('told')?.[kind] ?? {}, text)
}

export function say(sayings: Sayings, words: Words): string {
  const values = words.arguments.map((each) => (typeof each === 'string' ? each : say(sayings, each)))
  const saying = sayings[words.template]
  if (saying !== undefined) {
    return filled(saying, values, (value) => value)
  }
  let gap = 0
  return words.template.replaceAll('{}', () => values[gap++] ?? '')
}

export function tell(sayings: Sayings, text: string): string {
  const exact = sayings[text]
  if (exact !== undefined) {
    return exact
  }
  for (const { pattern, saying } of patterns(sayings)) {
    const values = pattern.exec(text)?.slice(1)
    if (values) {
      return filled(saying, values, (value) => tell(sayings, value))
    }
  }
  return text
}

function filled(saying: string, values: string[], translated: (value: string) => string): string {
  return saying.replace(/\{(t?)(\d+)\}/g, (_, wanted: string, place: string) => {
    const value = values[Number(place)] ?? ''
    return wanted ? translated(value) : value
  })
}

const compiled = new WeakMap<Sayings, { pattern: RegExp; saying: string }[]>()

/* The template that says most comes first: it leaves least to its gaps. */
function patterns(sayings: Sayings) {
  let all = compiled.get(sayings)
  if (!all) {
    all = Object.entries(sayings)
      .filter(([template]) => template.includes('{}'))
      .sort(([one], [other]) => other.length - one.length)
      .map(([template, saying]) => ({ pattern: new RegExp(`^${template.split('{}').map(escaped).join('(.+?)')}$`, 's'), saying }))
    compiled.set(sayings, all)
  }
  return all
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

function bundle<T>(name: string): T | undefined {
  return i18next.getResourceBundle(i18next.language, name) as T | undefined
}
