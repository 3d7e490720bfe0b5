import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import english from './en'
import { SOURCES, sourceFiles } from './sources'
import chinese from './zh-CN'

const PLURAL = /_(zero|one|two|few|many|other)$/

function keysOf(catalogue: object, before = ''): Map<string, string> {
  const keys = new Map<string, string>()
  for (const [name, value] of Object.entries(catalogue)) {
    if (typeof value === 'string') {
      keys.set(before + name, value)
    } else {
      keysOf(value as object, `${before}${name}.`).forEach((text, key) => keys.set(key, text))
    }
  }
  return keys
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map((each) => each[1]!).sort()
}

const en = keysOf(english)
const zh = keysOf(chinese)
const source = sourceFiles(SOURCES).map((file) => readFileSync(file, 'utf8')).join('\n')
const literal = new Set([...source.matchAll(/['"`]([a-z][A-Za-z]*(?:\.[A-Za-z0-9_-]+)+)['"`]/g)].map((each) => each[1]!))
/* A key that is put together: every one that begins so counts as used, and there must be some. */
const built = [...source.matchAll(/\bt\(\s*`([a-z][A-Za-z]*\.[A-Za-z0-9_.-]*)\$\{/g)].map((each) => each[1]!)
const called = new Set([...source.matchAll(/\bt\(\s*['"]([^'"]+)['"]/g)].map((each) => each[1]!))

function known(key: string): boolean {
  return en.has(key) || en.has(`${key}_other`)
}

describe('the catalogues', () => {
  test('have the same keys in every language', () => {
    expect([...zh.keys()].sort()).toEqual([...en.keys()].sort())
  })

  test('fill in the same values in every language', () => {
    for (const [key, text] of en) {
      expect(placeholders(zh.get(key) ?? ''), key).toEqual(placeholders(text))
    }
  })

  test('leave nothing empty', () => {
    for (const [key, text] of [...en, ...zh]) {
      expect(text.trim(), key).not.toBe('')
    }
  })

  test('have every key that the sources ask for', () => {
    expect([...called].filter((key) => !known(key))).toEqual([])
    expect(built.filter((prefix) => ![...en.keys()].some((key) => key.startsWith(prefix)))).toEqual([])
  })

  test('have no key that nobody asks for', () => {
    const unused = [...en.keys()].filter((key) => {
      const base = key.replace(PLURAL, '')
      return !literal.has(key) && !literal.has(base) && !called.has(base) && !built.some((prefix) => key.startsWith(prefix))
    })
    expect(unused).toEqual([])
  })

  test('say something else in Chinese than in English', () => {
    const same = [...en].filter(([key, text]) => zh.get(key) === text && /[a-z]{4,} [a-z]{3,}/.test(text)).map(([key]) => key)
    expect(same).toEqual([])
  })
})
