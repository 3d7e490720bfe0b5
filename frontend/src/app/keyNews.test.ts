import { expect, test } from 'vitest'
import type { KeyTold } from '../api/events'
import type { Channel, Key } from '../api/types'
import { afterKey } from './keyNews'

const key = (id: string, state: Key['state']): Key => ({ id, name: '', masked: '****', enabled: true, state, until: null, lastError: null, requests: 7, failures: 0 })
const channel = (id: string, ...keys: Key[]) => ({ id, keys }) as Channel
const told = (id: string, state: Key['state']): KeyTold => ({ channel: 'a', key: id, masked: '****', state, until: '2026-01-01T00:00:00Z', lastError: 'rate_limited' })

test('the row of a key is changed, and nothing else', () => {
  const other = channel('b', key('1', 'ready'))
  const after = afterKey([channel('a', key('1', 'ready'), key('2', 'ready')), other], told('2', 'cooling'))!
  expect(after[0]!.keys[0]).toEqual(key('1', 'ready'))
  expect(after[0]!.keys[1]).toMatchObject({ state: 'cooling', until: '2026-01-01T00:00:00Z', lastError: 'rate_limited', requests: 7 })
  expect(after[1]).toBe(other)
})

test('the channel is asked about when its last usable key goes or its first one comes', () => {
  expect(afterKey([channel('a', key('1', 'ready'))], told('1', 'rejected'))).toBeUndefined()
  expect(afterKey([channel('a', key('1', 'rejected'))], told('1', 'ready'))).toBeUndefined()
})

test('a key that is not known is asked about', () => {
  expect(afterKey([channel('b', key('1', 'ready'))], told('1', 'ready'))).toBeUndefined()
  expect(afterKey([channel('a', key('2', 'ready'))], told('1', 'ready'))).toBeUndefined()
})
