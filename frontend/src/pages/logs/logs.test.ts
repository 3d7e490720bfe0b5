import { describe, expect, test } from 'vitest'
import type { Log, Price } from '../../api/types'
import { costSplit } from './costSplit'
import { curlOf, quoted } from './curl'
import { fits, readFilters, writeFilters } from './filters'

const log: Log = {
  id: 'req_1', time: '2026-01-01T00:00:00Z', caller: { kind: 'access-key', id: 'a1' }, protocol: 'anthropic', model: 'm', servedModel: 'm2',
  channel: 'second', key: null, session: 's1', agent: null, status: 529, verdict: 'overloaded', receivedMs: 2, admittedMs: 5, passedOver: [],
  attempts: [
    { channel: 'first', key: null, verdict: 'overloaded', status: 529, ttfbMs: 3, ms: 7, startMs: 9 },
    { channel: 'second', key: null, verdict: 'succeeded', status: 200, ttfbMs: 40, ms: 600, startMs: 20 },
  ],
  inputTokens: 1, outputTokens: 1, cacheReadTokens: 0, cacheWriteTokens: 0, ttfbMs: 60, ttftMs: 70, durationMs: 620, endedBy: 'upstream',
  error: 'Overloaded by many',
}

describe('filters', () => {
  test('come back from the URL as they were written', () => {
    const filter = { status: '5xx', channel: 'a b', error: 'x&y=z', session: '会话' }
    const url = writeFilters(new URLSearchParams('range=7d&model=old'), filter)
    expect(url.get('range')).toBe('7d')
    expect(readFilters(new URLSearchParams(url.toString()))).toEqual(filter)
  })
  test('leave out a status that the gateway would refuse', () => expect(readFilters(new URLSearchParams('status=oops'))).toEqual({}))
  test.each([
    [{ status: '5xx' }, true],
    [{ status: '529' }, true],
    [{ status: '4xx' }, false],
    [{ model: 'm2' }, true],
    [{ error: 'OVER' }, true],
    [{ session: 's2' }, false],
    [{}, true],
  ])('%o lets a request of the tail in: %s', (filter, expected) => expect(fits(log, filter)).toBe(expected))
})

describe('the split of a cost', () => {
  const billed = {
    attempt: 1, channel: 'c', model: 'm', inputTokens: 1000, outputTokens: 100, cacheReadTokens: 10_000, cacheWriteTokens: 0,
    cacheWrite1hTokens: 0, webSearches: 0, estimated: false, multiplier: '1', cost: '0.0075', price: 'r',
  }
  const price: Price = { model: 'm', input: '3', output: '15' }
  test('adds up to what was booked', () => {
    const parts = costSplit(billed, price)
    expect(parts.reduce((sum, each) => sum + (each.cost ?? 0), 0)).toBeCloseTo(0.0075, 9)
  })
  test('is not told when it would not add up', () => {
    expect(costSplit({ ...billed, cost: '0.02' }, price).map((each) => each.cost)).toEqual([null, null, null, null])
  })
})

describe('a copied command', () => {
  test('carries no key', () => expect(curlOf(log, 'http://g')).toContain('$SLUICE_KEY'))
  test('keeps quotes of the body from the shell', () => expect(quoted("it's")).toBe(`'it'\\''s'`))
  test('repeats a body that was kept', () => {
    const text = '{"model":"m","messages":[]}'
    expect(curlOf({ ...log, requestBody: { text, bytes: 27, cut: false } }, 'http://g')).toContain(text)
  })
})
