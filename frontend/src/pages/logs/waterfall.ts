import type { Log } from '../../api/types'

/** One stretch of a request on its time axis, in milliseconds from its arrival. */
export type Stretch = {
  kind: 'admitted' | 'attempt' | 'waiting' | 'content'
  start: number
  end: number
  attempt?: number
  channel?: string
  key?: string | null
  verdict?: string
  status?: number | null
  firstByte?: number | null
}

export type Waterfall = { total: number; stretches: Stretch[]; firstContent: number | null }

/**
 * Lays a request out in time. Attempts follow each other and the last ends with the request; what
 * is left is put before the first: admission and planning, and the pauses between attempts, of
 * which the log does not say where they were.
 */
export function waterfall(log: Pick<Log, 'attempts' | 'durationMs' | 'ttftMs'>): Waterfall {
  const attempts = log.attempts.map((each) => ({ ...each, ms: each.ms ?? 0 }))
  const spent = attempts.reduce((sum, each) => sum + each.ms, 0)
  const total = Math.max(log.durationMs ?? 0, spent, 1)
  let at = total - spent
  const stretches: Stretch[] = [{ kind: 'admitted', start: 0, end: at }]
  attempts.forEach((each, index) => {
    stretches.push({
      kind: 'attempt',
      start: at,
      end: at + each.ms,
      attempt: index + 1,
      channel: each.channel,
      key: each.key,
      verdict: each.verdict,
      status: each.status,
      firstByte: each.ttfbMs,
    })
    at += each.ms
  })
  const first = log.ttftMs && log.ttftMs > 0 ? Math.min(log.ttftMs, total) : null
  return { total, stretches, firstContent: first }
}
