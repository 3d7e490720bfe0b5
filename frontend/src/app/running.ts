import type { RunningTold, Told } from '../api/events'

/** A request that runs, with what this page has seen of it. */
export type Running = RunningTold & {
  /** When this page last heard of it, in milliseconds of its own clock. */
  heard: number
  /** How often it was heard of: what makes the pulse beat. */
  beats: number
  /** Bytes over time, as far as this page has watched. */
  arrivals: { at: number; bytes: number }[]
}

export type RunningMap = ReadonlyMap<string, Running>

const KEPT_ARRIVALS = 240

/** Everything anew; what is known of those that still run is kept. */
export function afterLive(before: RunningMap, told: Told['live'], now: number): RunningMap {
  return new Map(told.items.map((each) => [each.id, heard(before.get(each.id), each, now)]))
}

export function afterRunning(before: RunningMap, told: RunningTold, now: number): RunningMap {
  return new Map(before).set(told.id, heard(before.get(told.id), told, now))
}

export function afterEnded(before: RunningMap, ids: readonly string[]): RunningMap {
  const after = new Map(before)
  ids.forEach((id) => after.delete(id))
  return after
}

/** The youngest first. */
export function inOrder(running: RunningMap): Running[] {
  return [...running.values()].sort((a, b) => b.time.localeCompare(a.time))
}

function heard(known: Running | undefined, told: RunningTold, now: number): Running {
  const arrivals = [...(known?.arrivals ?? []), { at: told.elapsedMs, bytes: told.bytes }].slice(-KEPT_ARRIVALS)
  return { ...told, heard: now, beats: (known?.beats ?? 0) + 1, arrivals }
}

/** The attempts that have ended and the one that runs, which takes what time is left. */
export function attemptsSoFar({ attempts, attempt, channel, startMs }: Running, elapsedMs: number): Running['attempts'] {
  if (channel === null || startMs === null || attempts.length >= attempt) {
    return attempts
  }
  return [...attempts, { channel, key: null, verdict: 'running', status: null, ttfbMs: null, ms: Math.max(0, elapsedMs - startMs), startMs }]
}
