import { createInstance } from 'i18next'
import { expect, test } from 'vitest'
import english from '../locales/en'
import { authorName } from './author'

const i18n = createInstance({ lng: 'en', resources: { en: { translation: english } } })
await i18n.init()

test('an access key is told by a few signs of it', () => {
  expect(authorName('api:access-key:7905a4c1d2e3', i18n.t)).toBe('Access key 7905a4')
  expect(authorName('access-key:7905a4c1d2e3', i18n.t)).toBe('Access key 7905a4')
})

test('an edit by hand is told in words', () => expect(authorName('file', i18n.t)).toBe('The file itself'))

test('whoever has a name keeps it', () => {
  expect(authorName('anna', i18n.t)).toBe('anna')
  expect(authorName('api:key_536e0bd7735c', i18n.t)).toBe('key_536e0bd7735c')
})
