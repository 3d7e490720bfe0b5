import { expect, test } from 'vitest'
import { bodyOf, changed, EMPTY, modelMapOf } from './draft'

test('model maps are read line by line', () => {
  expect(modelMapOf('a = b\n\nc=>d\nnonsense\n x* → y ')).toEqual({ a: 'b', c: 'd', 'x*': 'y' })
})

test('keys are sent only when some were typed', () => {
  expect(bodyOf(EMPTY)).not.toHaveProperty('keys')
  expect(bodyOf({ ...EMPTY, secrets: 'k1\n k2 ' }).keys).toEqual([{ secret: 'k1' }, { secret: 'k2' }])
})

test('an edit sends the members that changed and no other', () => {
  expect(changed(bodyOf(EMPTY), bodyOf({ ...EMPTY, weight: 4, proxy: 'http://p' }))).toEqual({
    weight: 4,
    proxy: { url: 'http://p', fallbackToDirect: false },
  })
})

test('a mapping that was taken out is named as null', () => {
  const before = bodyOf({ ...EMPTY, modelMap: 'a=b\nc=d' })
  expect(changed(before, bodyOf({ ...EMPTY, modelMap: 'a=b' }))).toEqual({ modelMap: { a: 'b', c: null } })
})
