import type { Log, PassedOver } from '../../api/types'

/** What a waterfall is drawn from: a record, or what is known of a request that runs. */
export type Course = Pick<Log, 'attempts' | 'durationMs' | 'ttftMs' | 'receivedMs' | 'admittedMs' | 'passedOver'> & { runs?: boolean }

type Stage = 'received' | 'admitted' | 'planned' | 'before' | 'beforeAndPauses' | 'pause' | 'content'

/** One stretch of a request on its time axis, in milliseconds from its arrival; the request got no further than its last. */
export type Stretch = { start: number; end: number } & (
  | { kind: Stage; last?: boolean; passedOver?: PassedOver[] }
  | { kind: 'attempt'; attempt: number; channel: string; key: string | null; verdict: string; status: number | null; firstByte: number | null; firstContent: number | null }
)

export type Waterfall = { total: number; stretches: Stretch[] }

/** A pause between attempts that is worth a line of its own. */
const PAUSE = 20

/** Lays a request out in time: until it was received, admitted and planned, then every attempt, and the content. */
export function waterfall(course: Course): Waterfall {
  const begun = course.attempts.every((each) => each.startMs !== null) ? course : endToEnd(course)
  const attempts = begun.attempts.map((each) => ({ ...each, start: each.startMs ?? 0, end: (each.startMs ?? 0) + (each.ms ?? 0) }))
  const total = Math.max(course.durationMs ?? 0, course.admittedMs ?? 0, ...attempts.map((each) => each.end))
  const content = course.ttftMs && course.ttftMs > 0 ? Math.min(course.ttftMs, total) : null
  const stretches = stages(course, attempts[0]?.start, total, begun !== course && attempts.length > 1)
  attempts.forEach((each, index) => {
    const before = attempts[index - 1]
    if (before && each.start - before.end >= PAUSE) {
      stretches.push({ kind: 'pause', start: before.end, end: each.start })
    }
    stretches.push({
      kind: 'attempt', start: each.start, end: each.end, attempt: index + 1, channel: each.channel, key: each.key, verdict: each.verdict, status: each.status,
      firstByte: each.status && each.ttfbMs !== null ? Math.min(each.start + each.ttfbMs, each.end) : null,
      firstContent: index === attempts.length - 1 ? content : null,
    })
  })
  const last = attempts.at(-1)
  if (course.runs && last && last.verdict !== 'running') {
    stretches.push({ kind: 'pause', start: last.end, end: total })
  }
  if (content !== null && last && last.end >= content) {
    stretches.push({ kind: 'content', start: content, end: last.end })
  }
  return { total, stretches }
}

function stages({ receivedMs, admittedMs, passedOver, runs }: Course, first: number | undefined, total: number, guessed: boolean): Stretch[] {
  if (receivedMs === null && !runs) {
    return [{ kind: guessed ? 'beforeAndPauses' : 'before', start: 0, end: first ?? total }]
  }
  const stretches: Stretch[] = [{ kind: 'received', start: 0, end: receivedMs ?? total, last: receivedMs === null }]
  if (receivedMs !== null) {
    stretches.push({ kind: 'admitted', start: receivedMs, end: admittedMs ?? total, last: admittedMs === null })
  }
  if (admittedMs !== null) {
    stretches.push({ kind: 'planned', start: admittedMs, end: first ?? total, last: first === undefined, passedOver: passedOver ?? [] })
  }
  return stretches
}

/**
 * Records of earlier versions do not say when attempts began. They follow each other and the last
 * ends with the request; what is left is put before the first.
 */
function endToEnd(course: Course): Course {
  const spent = course.attempts.reduce((sum, each) => sum + (each.ms ?? 0), 0)
  let at = Math.max(0, (course.durationMs ?? 0) - spent)
  const attempts = course.attempts.map((each) => {
    const startMs = at
    at += each.ms ?? 0
    return { ...each, startMs }
  })
  return { ...course, attempts }
}
