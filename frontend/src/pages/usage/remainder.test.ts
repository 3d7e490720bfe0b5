import { expect, test } from 'vitest'
import type { Figures } from '../../api/types'
import { remainder } from './remainder'

const figures = (requests: number, cost: string): Figures => ({
  requests, errors: 0, inputTokens: requests * 10, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0, webSearches: 0, cost, estimated: 0, unpriced: 0,
})

test('parts that add up leave nothing', () => {
  expect(remainder(figures(3, '0.3'), [figures(1, '0.1'), figures(2, '0.2')])).toBeNull()
})

test('what belongs to none of the parts is left, to the nano-dollar', () => {
  expect(remainder(figures(5, '1.000000001'), [figures(2, '0.9')])).toMatchObject({ requests: 3, inputTokens: 30, cost: '0.100000001' })
})
