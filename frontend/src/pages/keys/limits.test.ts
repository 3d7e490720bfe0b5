import { expect, test } from 'vitest'
import { limitBody, limitDraft, spentOut, spentShare, wrongLimit } from './limits'

test('a budget is used up at most once', () => {
  expect(spentShare({ day: '2.00' }, { day: '0.5' }, 'day')).toBe(0.25)
  expect(spentShare({ day: '2.00' }, { day: '9' }, 'day')).toBe(1)
})

test('without a budget nothing is shown of it', () => expect(spentShare({}, { day: '1' }, 'day')).toBeNull())

test('a budget that was emptied is lifted', () => {
  const before = { budgets: { day: '1.00' }, rpm: 5, tpm: null, concurrent: null, sessions: null, expiresAt: null }
  const draft = limitDraft(before)
  draft.budgets.day = ''
  draft.rpm = ''
  expect(limitBody(draft, before)).toMatchObject({ budgets: { day: null }, rpm: null })
})

test('what stays as it was comes back as it was', () => {
  const before = { budgets: { month: '20' }, rpm: 60, tpm: null, concurrent: 2, sessions: null, expiresAt: '2027-01-01T00:00:00Z' }
  expect(limitBody(limitDraft(before), before)).toEqual(before)
})

test('a limit that is no number is named', () => {
  const draft = limitDraft()
  expect(wrongLimit(draft)).toBeNull()
  expect(wrongLimit({ ...draft, rpm: '0' })).toBe('rpm')
  expect(wrongLimit({ ...draft, budgets: { ...draft.budgets, week: '1 €' } })).toBe('week')
})

test('one budget that is used up is enough to refuse', () => {
  expect(spentOut({ day: '1.00', month: '20' }, { day: '1.02', month: '3' })).toBe(true)
  expect(spentOut({ day: '1.00', month: '20' }, { day: '0.99', month: '3' })).toBe(false)
  expect(spentOut({}, { day: '9' })).toBe(false)
})
