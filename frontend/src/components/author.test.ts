import { expect, test } from 'vitest'
import { authorName } from './author'

test('an access key is told by a few signs of it', () => {
  expect(authorName('api:access-key:7905a4c1d2e3', 'Access key')).toBe('Access key 7905a4')
  expect(authorName('access-key:7905a4c1d2e3', 'Access key')).toBe('Access key 7905a4')
})

test('whoever has a name keeps it', () => {
  expect(authorName('cli', 'Access key')).toBe('cli')
  expect(authorName('api:key_536e0bd7735c', 'Access key')).toBe('key_536e0bd7735c')
})
