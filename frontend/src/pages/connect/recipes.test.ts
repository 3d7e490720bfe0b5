import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { SOURCES } from '../../locales/sources'
import { CLIENTS, recipes, systemOf } from './recipes'

const GUIDE = readFileSync(join(SOURCES, '../../docs/clients.md'), 'utf8')
const GATEWAY = 'https://gateway.example'

test('every client has a way that names the gateway', () => {
  for (const client of CLIENTS) {
    expect(recipes(client, 'https://g.example/llm', 'k', 'unix')[0]!.code).toContain('https://g.example/llm')
  }
})

test('the guide has every recipe, word by word', () => {
  for (const recipe of CLIENTS.flatMap((client) => recipes(client, GATEWAY, 'sk-slu-KEY', 'unix'))) {
    expect(GUIDE).toContain(recipe.code.replaceAll(/^(?=.)/gm, '    '))
  }
})

test('the guide knows every variable and file of Windows', () => {
  for (const recipe of CLIENTS.flatMap((client) => recipes(client, GATEWAY, 'sk-slu-KEY', 'windows'))) {
    for (const [name] of recipe.code.matchAll(/\b[A-Z]+(_[A-Z]+)+\b/g)) {
      expect(GUIDE).toContain(name)
    }
    expect(GUIDE).toContain(recipe.title.replace('%USERPROFILE%\\', '~/').replaceAll('\\', '/'))
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
