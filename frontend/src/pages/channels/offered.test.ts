import { expect, test } from 'vitest'
import type { TestResult } from '../../api/types'
import { found, offeredModels } from './offered'

const tested = (...models: TestResult['items'][number]['models'][]): TestResult => ({
  channel: 'main',
  ok: true,
  next: null,
  items: models.map((each, at) => ({ key: `k${at}`, name: '', masked: '****', model: 'm', ok: true, verdict: 'succeeded', status: 200, latencyMs: 1, error: null, sample: '', models: each })),
})

test('models of several keys are offered once', () => {
  const result = tested({ ids: ['a', 'b'], total: 2, more: false }, null, { ids: ['b', 'c'], total: 2, more: false })
  expect(offeredModels(result)).toEqual({ ids: ['a', 'b', 'c'], total: 3, more: false })
})

test('a list that was cut says how many there are', () => {
  expect(offeredModels(tested({ ids: ['a'], total: 345, more: true }))).toEqual({ ids: ['a'], total: 345, more: true })
})

test('no list is something else than an empty one', () => {
  expect(offeredModels(tested(null))).toBeUndefined()
  expect(offeredModels(tested({ ids: [], total: 0, more: false }))).toEqual({ ids: [], total: 0, more: false })
})

test('a search finds names by their parts in any order', () => {
  expect(found(['claude-haiku-4-5', 'claude-opus-4-6', 'gpt-5'], ' 4 CLAUDE opus')).toEqual(['claude-opus-4-6'])
  expect(found(['a', 'b'], ' ')).toEqual(['a', 'b'])
})
