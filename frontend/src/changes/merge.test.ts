import { expect, test } from 'vitest'
import { merge, takeTheirs, type Json } from './merge'

const base: { strategy: string; channels: Json[] } = { strategy: 'failover', channels: [{ id: 'a', weight: 1, models: ['x'] }, { id: 'b', weight: 1 }] }

test('changes of different members both stay', () => {
  const { merged, conflicts } = merge(base, { ...base, strategy: 'random' }, { ...base, channels: [{ id: 'a', weight: 5, models: ['x'] }, { id: 'b', weight: 1 }] })
  expect(conflicts).toEqual([])
  expect(merged).toEqual({ strategy: 'random', channels: [{ id: 'a', weight: 5, models: ['x'] }, { id: 'b', weight: 1 }] })
})

test('the same member changed twice is a conflict at its pointer', () => {
  const { conflicts } = merge(base, { ...base, channels: [{ id: 'a', weight: 2, models: ['x'] }, base.channels[1]!] }, { ...base, channels: [{ id: 'a', weight: 3, models: ['x'] }, base.channels[1]!] })
  expect(conflicts).toEqual([{ pointer: '/channels/a/weight', base: 1, mine: 2, theirs: 3 }])
})

test('the same change made twice is none', () => {
  expect(merge(base, { ...base, strategy: 'random' }, { ...base, strategy: 'random' }).conflicts).toEqual([])
})

test('an item that only they added is kept', () => {
  const { merged } = merge(base, base, { ...base, channels: [...base.channels, { id: 'c', weight: 1 }] })
  expect(merged).toHaveProperty('channels.2.id', 'c')
})

test('an item that I removed and they left alone is gone', () => {
  const { merged, conflicts } = merge(base, { ...base, channels: [base.channels[0]!] }, { ...base, strategy: 'random' })
  expect(conflicts).toEqual([])
  expect(merged).toEqual({ strategy: 'random', channels: [base.channels[0]] })
})

test('an item that I removed and they changed is a conflict', () => {
  const theirs = { ...base, channels: [base.channels[0]!, { id: 'b', weight: 9 }] }
  const { conflicts } = merge(base, { ...base, channels: [base.channels[0]!] }, theirs)
  expect(conflicts.map((each) => each.pointer)).toEqual(['/channels/b'])
})

test('lists without ids count as one value', () => {
  expect(merge(['x'], ['x', 'y'], ['x', 'z']).conflicts).toHaveLength(1)
})

test('a conflict can be decided for the other side', () => {
  const mine = { channels: [{ id: 'a/b', weight: 2 }] }
  const theirs = { channels: [{ id: 'a/b', weight: 3 }] }
  const { merged, conflicts } = merge({ channels: [{ id: 'a/b', weight: 1 }] }, mine, theirs)
  expect(takeTheirs(merged!, conflicts[0]!)).toEqual(theirs)
})

test('what I removed comes back when the other side is chosen', () => {
  const theirs = { ...base, channels: [base.channels[0]!, { id: 'b', weight: 9 }] }
  const { merged, conflicts } = merge(base, { ...base, channels: [base.channels[0]!] }, theirs)
  expect(takeTheirs(merged!, conflicts[0]!)).toEqual(theirs)
})

test('an order that only they changed is kept', () => {
  const [a, b] = base.channels as [Json, Json]
  const { merged, conflicts } = merge(base, { ...base, strategy: 'random' }, { ...base, channels: [b, a] })
  expect(conflicts).toEqual([])
  expect(merged).toEqual({ strategy: 'random', channels: [b, a] })
  const edited = { id: 'a', weight: 7, models: ['x'] }
  expect(merge(base, { ...base, channels: [edited, b] }, { ...base, channels: [b, a] }).merged).toEqual({ ...base, channels: [b, edited] })
})

test('an order that I changed stays when they changed another thing', () => {
  const [a, b] = base.channels as [Json, Json]
  const { merged } = merge(base, { ...base, channels: [b, a] }, { ...base, channels: [a, { id: 'b', weight: 3 }] })
  expect(merged).toEqual({ ...base, channels: [{ id: 'b', weight: 3 }, a] })
})
