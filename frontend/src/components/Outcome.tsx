import { useTranslation } from 'react-i18next'
import type { Log } from '../api/types'
import { State, type StateTone } from './State'

/** How a request ended: its status, and a word where it did not go well. */
export function Outcome({ log, short }: { log: Pick<Log, 'status' | 'verdict' | 'endedBy' | 'attempts'>; short?: boolean }) {
  const { t } = useTranslation()
  const tone = outcomeTone(log)
  const word = log.verdict ? t(`verdict.${log.verdict}`, log.verdict) : t(`outcome.${ownRefusal(log.status)}`)
  const status = log.status ? String(log.status) : '—'
  return (
    <State tone={tone} title={word}>
      <span className="tnum">{status}</span>
      {!short && tone !== 'good' && <span className="word"> {word}</span>}
    </State>
  )
}

/* What the gateway refuses itself has no verdict; its status says why. */
const OWN = { 400: 'invalid', 401: 'keyRefused', 403: 'forbidden', 404: 'unknownModel', 413: 'tooLarge', 415: 'invalid', 429: 'limit', 503: 'noChannel', 529: 'noChannel' } as const

function ownRefusal(status: number | null): (typeof OWN)[keyof typeof OWN] | 'unknown' {
  return OWN[status as keyof typeof OWN] ?? 'unknown'
}

export function outcomeTone(log: Pick<Log, 'status' | 'endedBy' | 'attempts'>): StateTone {
  const status = log.status ?? 0
  if (status >= 500 || status === 0) {
    return 'bad'
  }
  if (status >= 400 || log.endedBy === 'gateway') {
    return 'warn'
  }
  return 'good'
}
