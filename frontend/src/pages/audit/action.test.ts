import { expect, test } from 'vitest'
import { actionName, actionText } from './action'

test('an action has one name, whoever noted it', () => {
  expect(actionName('orderChannels')).toBe('order_channels')
  expect(actionName('rotate key')).toBe('rotate_key')
})

test('an action without words of its own is told in plain ones', () => expect(actionText('recomputeCosts')).toBe('Recompute costs'))
