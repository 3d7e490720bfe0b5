import { PRESETS, type Preset } from './presets'

/** What was found in pasted text. */
export type Recognised = { baseUrl?: string; keys: string[]; preset?: Preset }

const URL_AT = /^https?:\/\/[^\s"'`,;]+/i
const HOST = /^(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?(?:\/\S*)?$/i
const KEY = /^[A-Za-z0-9_.:~+/=-]{16,}$/
const REFERENCE = /^(env:[A-Za-z_]\w*|file:\S+)$/
const ASSIGNMENT = /^(?:export\s+|set\s+|\$env:)?[A-Za-z_][A-Za-z0-9_]*\s*[=:]\s*(?=\S)/

/**
 * Tells address from keys in text that was pasted in any order: bare, as `NAME=value` lines, as
 * JSON, as a header. Knows the provider by the address, else by how a key begins.
 */
export function recognise(text: string): Recognised {
  const keys: string[] = []
  let baseUrl: string | undefined
  for (const word of words(text)) {
    const url = URL_AT.exec(word)?.[0] ?? (HOST.test(word) && !word.startsWith('sk-') ? `https://${word}` : undefined)
    if (url) {
      baseUrl ??= url.replace(/[/.]+$/, '')
    } else if (REFERENCE.test(word) || (KEY.test(word) && isVaried(word))) {
      if (!keys.includes(word)) {
        keys.push(word)
      }
    }
  }
  const preset = byAddress(baseUrl) ?? byKey(keys)
  return { baseUrl: baseUrl ?? (preset?.baseUrl || undefined), keys, preset }
}

function words(text: string): string[] {
  return text
    .split(/\r?\n/)
    .flatMap((line) => line.trim().replace(ASSIGNMENT, keepReference).split(/[\s,;"'`{}[\]|]+/))
    .map((word) => word.replace(/^[A-Z][A-Z0-9_]*=/, '').replace(/^[("<]+|[)>"]+$/g, ''))
    .filter((word) => word.length > 0)
}

/* `env:NAME` and `https://` look like assignments and are none. */
function keepReference(match: string): string {
  return /^(env|file|https?):$/i.test(match.trim()) ? match : ''
}

/* A long word of letters alone is a word. */
function isVaried(word: string): boolean {
  return /\d/.test(word) || /^(sk|key|pk)-/.test(word)
}

function byAddress(baseUrl: string | undefined): Preset | undefined {
  if (!baseUrl || !URL.canParse(baseUrl)) {
    return undefined
  }
  const host = new URL(baseUrl).host
  return PRESETS.find((preset) => preset.hosts.includes(host))
}

function byKey(keys: readonly string[]): Preset | undefined {
  return PRESETS.find((preset) => preset.key && keys.some((key) => key.startsWith(preset.key!)))
}
