import { expect, test } from 'vitest'
import type { RunningTold } from '../api/events'
import { afterEnded, afterLive, attemptsSoFar, afterRunning, inOrder, type RunningMap } from './running'

const told = (id: string, more: Partial<RunningTold> = {}): RunningTold => ({
  id, time: `2026-01-01T00:00:0${id}Z`, caller: null, protocol: null, model: 'm', servedModel: null, channel: null, session: null,
  attempts: [], receivedMs: 0, admittedMs: 0, passedOver: [], outputTokens: null, ttftMs: null, attempt: 1, startMs: null, bytes: 0, elapsedMs: 0, phase: 'waiting', ...more,
})
const none: RunningMap = new Map()

test('the youngest is the first', () => {
  const running = afterLive(none, { items: [told('1'), told('2')], total: 2 }, 0)
  expect(inOrder(running).map((each) => each.id)).toEqual(['2', '1'])
})

test('every word of a request is a beat and an arrival', () => {
  const once = afterRunning(none, told('1', { bytes: 10, elapsedMs: 5 }), 100)
  const twice = afterRunning(once, told('1', { bytes: 30, elapsedMs: 9 }), 200)
  expect(twice.get('1')).toMatchObject({ beats: 2, heard: 200, arrivals: [{ at: 5, bytes: 10 }, { at: 9, bytes: 30 }] })
})

test('all of it anew drops what is not named', () => {
  const before = afterRunning(afterRunning(none, told('1'), 0), told('2'), 0)
  expect([...afterLive(before, { items: [told('2')], total: 1 }, 1).keys()]).toEqual(['2'])
})

test('what has ended is gone', () => {
  expect(afterEnded(afterRunning(none, told('1'), 0), ['1', 'unknown']).size).toBe(0)
})

const ended = { channel: 'a', key: null, verdict: 'overloaded', status: 529, ttfbMs: 2, ms: 30, startMs: 5 }

test('the attempt that runs has lasted since its start', () => {
  const running = afterRunning(none, told('1', { channel: 'b', attempt: 2, startMs: 40, attempts: [ended] }), 0).get('1')!
  expect(attemptsSoFar(running, 100).map((each) => [each.channel, each.verdict, each.startMs, each.ms])).toEqual([['a', 'overloaded', 5, 30], ['b', 'running', 40, 60]])
})

test('no attempt runs in the pause after one', () => {
  const running = afterRunning(none, told('1', { channel: 'a', attempt: 1, startMs: 5, attempts: [ended] }), 0).get('1')!
  expect(attemptsSoFar(running, 100)).toEqual([ended])
})
