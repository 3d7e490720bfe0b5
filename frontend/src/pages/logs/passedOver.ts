import type { TFunction } from 'i18next'

/* The gateway's own words; what it says beyond them is shown as it is. */
const WORDS: [RegExp, string][] = [
  [/^has no enabled key$/, 'noKey'],
  [/^key rests after (\w+)$/, 'keyRests'],
  [/^key rejected by the upstream$/, 'keyRejected'],
  [/^channel rests after failures$/, 'breaker'],
  [/^another request is trying it$/, 'trial'],
  [/^maxConcurrent reached$/, 'full'],
  [/^too many retries on a failing channel$/, 'retries'],
  [/^said that it does not have the model$/, 'lacksModel'],
  [/^needs the caller's own login/, 'login'],
  [/^an answer of this conversation broke off there$/, 'brokeOff'],
]

/** Why a channel was passed over, in the language of the page. */
export function reasonWords(reason: string, t: TFunction): string {
  for (const [words, key] of WORDS) {
    const found = words.exec(reason)
    if (found) {
      const verdict = found[1]
      return t(`passedOver.${key}`, verdict ? { verdict: t(`verdict.${verdict}`, verdict) } : {})
    }
  }
  return reason
}
