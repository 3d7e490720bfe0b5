import { useTranslation } from 'react-i18next'
import type { Log } from '../api/types'
import { State, type StateTone } from './State'

/** How a request ended: its status, and a word where it did not go well. */
export function Outcome({ log, short }: { log: Pick<Log, 'status' | 'verdict' | 'endedBy' | 'attempts'>; short?: boolean }) {
  const { t } = useTranslation()
  const tone = outcomeTone(log)
  const word = log.verdict ? t(`verdict.${log.verdict}`, log.verdict) : t('outcome.unknown')
  const status = log.status ? String(log.status) : '—'
  return (
    <State tone={tone} title={word}>
      <span className="tnum">{status}</span>
      {!short && tone !== 'good' && <span> {word}</span>}
    </State>
  )
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
