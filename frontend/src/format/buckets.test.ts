import { expect, test } from 'vitest'
import { filled, niceTop } from './buckets'

test('hours without a request are there too', () => {
  const items = [{ at: '2026-01-01T02:00:00Z', requests: 4 }]
  const all = filled(items, '2026-01-01T00:30:00Z', '2026-01-01T04:00:00Z', 'hour')
  expect(all.map((each) => each.of?.requests)).toEqual([undefined, undefined, 4, undefined])
})

test('minutes that are still to come are not there', () => {
  const all = filled([], '2026-01-01T00:00:00Z', '2026-01-01T01:00:00Z', 'minute', Date.parse('2026-01-01T00:02:30Z'))
  expect(all).toHaveLength(3)
})

test('days begin at midnight UTC', () => {
  const all = filled([{ at: '2026-01-02T00:00:00Z' }], '2026-01-01T13:00:00Z', '2026-01-03T01:00:00Z', 'day')
  expect(all.map((each) => Boolean(each.of))).toEqual([false, true, false])
})

test.each([
  [0, 1],
  [3, 3],
  [23, 30],
  [70, 80],
  [564, 600],
  [1001, 2000],
])('the axis of %d ends at %d', (highest, top) => expect(niceTop(highest)).toBe(top))
