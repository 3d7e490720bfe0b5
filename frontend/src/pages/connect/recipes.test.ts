import { expect, test } from 'vitest'
import { CLIENTS, recipes, systemOf } from './recipes'

test('every client has a way that names the gateway', () => {
  for (const client of CLIENTS) {
    expect(recipes(client, 'https://g.example/llm', 'k', 'unix')[0]!.code).toContain('https://g.example/llm')
  }
})

test('a key that a shell would read otherwise is quoted', () => {
  expect(recipes('claude', 'http://g', "a'b $c", 'unix')[1]!.code).toContain(`'a'\\''b $c'`)
  expect(recipes('claude', 'http://g', "a'b", 'windows')[1]!.code).toContain("'a''b'")
})

test('files of build servers hold no key', () => {
  for (const recipe of recipes('ci', 'http://g', 'sk-slu-secret', 'unix')) {
    expect(recipe.code).not.toContain('sk-slu-secret')
  }
})

test('Windows is known by the browser', () => {
  expect(systemOf('Mozilla/5.0 (Windows NT 10.0; Win64; x64)')).toBe('windows')
  expect(systemOf('Mozilla/5.0 (X11; Linux x86_64)')).toBe('unix')
})
