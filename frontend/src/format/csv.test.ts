import { expect, test } from 'vitest'
import { csv } from './csv'

test('quotes what has commas, quotes or lines', () => {
  expect(csv([['a,b', 'say "hi"', 'two\nlines', 3, null]])).toBe('"a,b","say ""hi""","two\nlines",3,\r\n')
})

test('a name is never a formula', () => expect(csv([['=1+1', '-2', -2]])).toBe("'=1+1,'-2,-2\r\n"))
