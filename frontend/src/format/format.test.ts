import { describe, expect, test } from 'vitest'
import { cents, money } from './money'
import { bytes, compact, growth, percent } from './number'
import { middle } from './text'
import { clock, duration, relative } from './time'

describe('counts', () => {
  test.each([
    [0, '0'],
    [812, '812'],
    [999, '999'],
    [1000, '1 k'],
    [12_400, '12.4 k'],
    [999_960, '1 M'],
    [123_456, '123 k'],
    [3_100_000, '3.1 M'],
    [-2500, '-2.5 k'],
  ])('%d is %s', (count, text) => expect(compact(count)).toBe(text))

  test('a unit is never skipped at its border', () => {
    for (let count = 1; count < 5_000_000; count = Math.ceil(count * 1.07)) {
      expect(compact(count)).toMatch(/^\d{1,3}(\.\d)?( [kM])?$/)
    }
  })
})

describe('money', () => {
  test.each([
    ['0.00', '$0'],
    ['0.0123', '$0.0123'],
    ['0.000004', '$0.000004'],
    ['0.0000001', '< $0.000001'],
    ['0.5', '$0.50'],
    ['0.250000', '$0.25'],
    ['1.274', '$1.27'],
    ['1204.4', '$1,204'],
    ['-0.02', '-$0.02'],
    [null, '–'],
    ['none', '–'],
  ])('%s is %s', (amount, text) => expect(money(amount)).toBe(text))

  test('cents are always shown where sums are compared', () => expect(cents('1204.4')).toBe('$1,204.4000'))
})

describe('durations', () => {
  test.each([
    [8, '8 ms'],
    [812.4, '812 ms'],
    [999.9, '1 s'],
    [1400, '1.4 s'],
    [42_000, '42 s'],
    [59_700, '1 m'],
    [72_000, '1 m 12 s'],
    [7_500_000, '2 h 5 m'],
    [273_600_000, '3 d 4 h'],
    [null, '–'],
  ])('%s ms is %s', (milliseconds, text) => expect(duration(milliseconds)).toBe(text))

  test('long ones have words in Chinese', () => {
    expect(duration(72_000, 'zh-CN')).toBe('1 分 12 秒')
    expect(duration(42_000, 'zh-CN')).toBe('42 s')
  })

  test('a time is told from now in the language of the reader', () => {
    const now = Date.parse('2026-01-01T12:00:00Z')
    expect(relative('2026-01-01T10:00:00Z', now, 'en')).toBe('2 hr. ago')
    expect(relative('2026-01-01T10:00:00Z', now, 'zh-CN')).toBe('2 小时前')
  })
})

describe('shares', () => {
  test.each([
    [0, '0 %'],
    [0.0004, '< 0.1 %'],
    [0.004, '0.4 %'],
    [0.5, '50 %'],
    [1, '100 %'],
  ])('%d is %s', (share, text) => expect(percent(share)).toBe(text))

  test('nothing grows from nothing', () => expect(growth(3, 0)).toBeNull())
  test('twice as much is a growth of one', () => expect(growth(4, 2)).toBe(1))
  test('bytes count by 1024', () => expect(bytes(1536)).toBe('1.5 KiB'))
})

describe('identifiers', () => {
  test('are cut in the middle', () => expect(middle('req_1m8brqnjk49832dqv8tg', 9)).toBe('req_…v8tg'))
  test('are left alone when they fit', () => expect(middle('short', 9)).toBe('short'))
  test('never get longer than asked', () => {
    for (let most = 3; most < 30; most++) {
      expect(middle('abcdefghijklmnopqrstuvwxyz', most).length).toBe(Math.min(26, most))
    }
  })
})

test('a time of today needs no day, one of another day has it', () => {
  const now = new Date(2026, 10, 26, 15, 0).getTime()
  expect(clock(new Date(2026, 10, 26, 0, 5, 9), 'en', now)).toBe('00:05:09')
  expect(clock(new Date(2026, 10, 25, 13, 45, 9), 'en', now)).toBe('11/25 13:45')
})
