import { describe, expect, test } from 'vitest'
import type { Channel } from '../../api/types'
import { recognise } from './recognise'
import { linesOf, moved, neighbour, tiersOf } from './tiers'

const channel = (id: string, priority: number) => ({ id, priority }) as Channel
const ANTHROPIC = 'sk-ant-api03-AbCdEf0123456789-_xyz'

describe('pasted text', () => {
  test.each([
    ['address first', `https://api.anthropic.com ${ANTHROPIC}`],
    ['key first', `${ANTHROPIC}\nhttps://api.anthropic.com/`],
    ['as exports', `export ANTHROPIC_API_KEY="${ANTHROPIC}"\nexport ANTHROPIC_BASE_URL=https://api.anthropic.com`],
    ['as .env', `ANTHROPIC_BASE_URL=https://api.anthropic.com\nANTHROPIC_AUTH_TOKEN=${ANTHROPIC}`],
    ['as JSON', `{"baseUrl": "https://api.anthropic.com", "key": "${ANTHROPIC}"}`],
    ['on one line', `ANTHROPIC_BASE_URL=https://api.anthropic.com ANTHROPIC_API_KEY=${ANTHROPIC}`],
    ['as a header', `https://api.anthropic.com\nAuthorization: Bearer ${ANTHROPIC}`],
    ['the key alone', ANTHROPIC],
  ])('%s', (_, text) => {
    const found = recognise(text)
    expect(found).toMatchObject({ baseUrl: 'https://api.anthropic.com', keys: [ANTHROPIC] })
    expect(found.preset?.id).toBe('anthropic')
  })

  test('a host without a scheme is an address', () => {
    expect(recognise('relay.example.com/v1 sk-0123456789abcdef').baseUrl).toBe('https://relay.example.com/v1')
  })
  test('several keys are all found, each once', () => {
    expect(recognise('sk-0123456789abcdef\nsk-fedcba9876543210\nsk-0123456789abcdef').keys).toHaveLength(2)
  })
  test('references to the environment and to files count as keys', () => {
    expect(recognise('env:MY_KEY').keys).toEqual(['env:MY_KEY'])
    expect(recognise('file:/run/secrets/key').keys).toEqual(['file:/run/secrets/key'])
  })
  test('ordinary words are neither', () => expect(recognise('hello this is a conversation')).toEqual({ keys: [] }))
  test('nothing breaks it', () => {
    for (const text of ['', '====', 'http://', '{"a":[[[', '::::', 'https://[', '"'.repeat(50)]) {
      expect(() => recognise(text)).not.toThrow()
    }
  })
})

describe('moving a channel', () => {
  const lines = linesOf(tiersOf([channel('a', 0), channel('b', 0), channel('c', 5)]))

  test('within its tier changes the order alone', () => {
    expect(moved(lines, 'b', 'a')).toEqual({ id: 'b', priority: null, order: ['b', 'a', 'c'] })
  })
  test('below another head changes its tier', () => {
    expect(moved(lines, 'b', 'tier:5')).toEqual({ id: 'b', priority: 5, order: ['a', 'b', 'c'] })
  })
  test('below the last head makes a tier', () => {
    expect(moved(lines, 'a', 'tier:6')).toEqual({ id: 'a', priority: 6, order: ['b', 'c', 'a'] })
  })
  test('above everything stays in the first tier', () => {
    expect(moved(lines, 'c', 'tier:0')).toEqual({ id: 'c', priority: 0, order: ['c', 'a', 'b'] })
  })
  test('to where it is is none', () => expect(moved(lines, 'a', 'a')).toBeNull())
  test('a step is what the neighbour line is', () => {
    expect(neighbour(lines, 'b', 1)).toBe('tier:5')
    expect(neighbour(lines, 'b', -1)).toBe('a')
  })
})
