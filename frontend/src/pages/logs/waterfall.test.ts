import { createInstance } from 'i18next'
import { describe, expect, test } from 'vitest'
import words from '../../locales/zh-CN'
import { reasonWords } from './passedOver'
import { waterfall, type Course, type Stretch } from './waterfall'

const refused = { channel: 'first', key: null, verdict: 'quota_exhausted', status: 429, ttfbMs: 3, ms: 7, startMs: 9 }
const served = { channel: 'second', key: null, verdict: 'succeeded', status: 200, ttfbMs: 40, ms: 560, startMs: 60 }
const course: Course = {
  attempts: [refused, served], durationMs: 621, ttftMs: 150, receivedMs: 2, admittedMs: 5, passedOver: [{ channel: 'idle', reason: 'has no enabled key' }],
}
const shape = (stretches: Stretch[]) => stretches.map((each) => [each.kind, each.start, each.end])
const attempts = (of: Course) => waterfall(of).stretches.filter((each) => each.kind === 'attempt')

describe('the waterfall', () => {
  test('has every stage where it was, and a pause between attempts', () => {
    const { stretches, total } = waterfall(course)
    expect(total).toBe(621)
    expect(shape(stretches)).toEqual([
      ['received', 0, 2], ['admitted', 2, 5], ['planned', 5, 9], ['attempt', 9, 16], ['pause', 16, 60], ['attempt', 60, 620], ['content', 150, 620],
    ])
  })
  test('tells at its plan who was passed over', () => {
    expect(waterfall(course).stretches[2]).toMatchObject({ kind: 'planned', last: false, passedOver: [{ channel: 'idle' }] })
  })
  test('tells members nothing of that', () => {
    expect(waterfall({ ...course, passedOver: null }).stretches[2]).toMatchObject({ passedOver: [] })
  })
  test('marks the first byte of each attempt and the first content of the last', () => {
    expect(attempts(course).map((each) => [each.firstByte, each.firstContent])).toEqual([[12, null], [100, 150]])
  })
  test('marks no first byte where no answer came', () => {
    expect(attempts({ ...course, attempts: [{ ...refused, status: 0 }] })[0]?.firstByte).toBeNull()
  })
  test('has no content where none came', () => {
    expect(waterfall({ ...course, ttftMs: 0 }).stretches.some((each) => each.kind === 'content')).toBe(false)
  })
  test('ends with the stage that a refused request got to', () => {
    const none = { ...course, attempts: [], ttftMs: 0, durationMs: 8 }
    expect(waterfall(none).stretches.at(-1)).toMatchObject({ kind: 'planned', start: 5, end: 8, last: true })
    expect(waterfall({ ...none, admittedMs: null }).stretches.at(-1)).toMatchObject({ kind: 'admitted', start: 2, end: 8, last: true })
    expect(shape(waterfall({ ...none, admittedMs: null, receivedMs: null }).stretches)).toEqual([['before', 0, 8]])
  })
  test('tells no more time than a request took', () => {
    expect(waterfall({ ...course, attempts: [], ttftMs: 0, durationMs: 0, receivedMs: 0, admittedMs: null })).toMatchObject({ total: 0, stretches: [{ start: 0, end: 0 }, { start: 0, end: 0 }] })
  })
  test('has room for what took longer than was measured of the whole', () => expect(waterfall({ ...course, durationMs: 10 }).total).toBe(620))
})

describe('the waterfall of a record that knows no starts', () => {
  const old: Course = { ...course, receivedMs: null, admittedMs: null, passedOver: [], attempts: [refused, served].map((each) => ({ ...each, startMs: null })) }
  test('puts attempts one after the other, the last ending with the request', () => {
    expect(shape(waterfall(old).stretches)).toEqual([['beforeAndPauses', 0, 54], ['attempt', 54, 61], ['attempt', 61, 621], ['content', 150, 621]])
  })
  test('has no pauses to speak of with a single attempt', () => {
    expect(waterfall({ ...old, attempts: old.attempts.slice(1) }).stretches[0]).toMatchObject({ kind: 'before', start: 0, end: 61 })
  })
})

describe('the waterfall of a request that runs', () => {
  const runs: Course = { ...course, runs: true, ttftMs: 0 }
  test('grows with its attempt', () => {
    const running = { ...served, verdict: 'running', status: null, ttfbMs: null, ms: 900 }
    expect(shape(waterfall({ ...runs, attempts: [refused, running], durationMs: 960 }).stretches).at(-1)).toEqual(['attempt', 60, 960])
  })
  test('waits where it is', () => {
    expect(shape(waterfall({ ...runs, attempts: [], receivedMs: null, admittedMs: null, durationMs: 300 }).stretches)).toEqual([['received', 0, 300]])
    expect(shape(waterfall({ ...runs, attempts: [refused], durationMs: 300 }).stretches).at(-1)).toEqual(['pause', 16, 300])
  })
})

describe('why a channel was passed over', async () => {
  const t = await createInstance().init({ lng: 'zh-CN', resources: { 'zh-CN': { translation: words } } })
  test('is told in the language of the page', () => {
    expect(reasonWords('has no enabled key', t)).toBe('没有启用的密钥')
    expect(reasonWords('key rests after quota_exhausted', t)).toBe('密钥暂停使用：额度用尽')
  })
  test('is told as the gateway said it where the page has no words', () => expect(reasonWords('has spent its day', t)).toBe('has spent its day'))
})
