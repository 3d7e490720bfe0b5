import { expect, test } from 'vitest'
import { say, tell } from './said'

const SAYINGS = { '{} answers in {} ms': '{1} ms 内 {0} 应答', '{} of {}': '{1} 之 {0}', 'strategy {}': '策略设为{t0}', random: '随机', 'strategy {} for {}': '{1} 的策略设为{t0}' }

test('a sentence is said by its template, its parts too', () => {
  const words = { template: '{} answers in {} ms', arguments: [{ template: '{} of {}', arguments: ['one', 'two'] }, '12'] }
  expect(say(SAYINGS, words)).toBe('12 ms 内 two 之 one 应答')
})

test('a sentence without a translation stays English', () => {
  expect(say({}, { template: '{} is {}', arguments: ['a', { template: 'b {}', arguments: ['$& {}'] }] })).toBe('a is b $& {}')
})

test('a stored text is known by the template that says most of it', () => {
  expect(tell(SAYINGS, 'strategy random')).toBe('策略设为随机')
  expect(tell(SAYINGS, 'strategy random for a (b)')).toBe('a (b) 的策略设为随机')
})

test('what a person wrote stays as it is', () => {
  expect(tell(SAYINGS, 'Friday night hotfix')).toBe('Friday night hotfix')
})
