import { CompletionContext, type CompletionResult } from '@codemirror/autocomplete'
import { json } from '@codemirror/lang-json'
import { ensureSyntaxTree } from '@codemirror/language'
import { EditorState } from '@codemirror/state'
import { expect, test } from 'vitest'
import { completeFrom } from './completion'
import { rangeOf } from './placeInText'
import { lineDiff } from './lineDiff'
import { membersAt, valuesAt, type Schema } from './schemaAt'

const schema: Schema = {
  properties: {
    strategy: { enum: ['failover', 'random'], default: 'failover' },
    channels: { items: { $ref: '#/$defs/channel' } },
  },
  $defs: { channel: { properties: { enabled: { type: 'boolean' }, timeouts: { $ref: '#/$defs/timeouts' } } }, timeouts: { properties: { idleMs: { type: 'integer' } } } },
}

function completed(text: string): CompletionResult | null {
  const at = text.indexOf('|')
  const state = EditorState.create({ doc: text.replace('|', ''), extensions: [json()] })
  ensureSyntaxTree(state, state.doc.length, 5000)
  return completeFrom(schema)(new CompletionContext(state, at, true))
}

const labels = (text: string) => completed(text)?.options.map((each) => each.label)

test('members come through references', () => {
  expect(membersAt(schema, ['channels', 3, 'timeouts']).map(([name]) => name)).toEqual(['idleMs'])
})

test('values are those of the enumeration, each once', () => {
  expect(valuesAt(schema, ['strategy'])).toEqual(['"failover"', '"random"'])
})

test('an empty object is offered its members', () => expect(labels('{|}')).toEqual(['"strategy"', '"channels"']))
test('a value is offered what may stand there', () => expect(labels('{"strategy": |}')).toEqual(['"failover"', '"random"']))
test('a channel is offered its own members', () => expect(labels('{"channels": [{"en|"}]}')).toEqual(['"enabled"', '"timeouts"']))

test('a pointer leads to its place in the text', () => {
  const doc = '{"channels": [{"enabled": true}, {"enabled": 7}]}'
  const state = EditorState.create({ doc, extensions: [json()] })
  ensureSyntaxTree(state, doc.length, 5000)
  const { from, to } = rangeOf(state, '/channels/1/enabled')
  expect(doc.slice(from, to)).toBe('"enabled": 7')
})

test('a pointer to what is missing leads to what should have it', () => {
  const doc = '{"channels": [{}]}'
  const state = EditorState.create({ doc, extensions: [json()] })
  ensureSyntaxTree(state, doc.length, 5000)
  const { from, to } = rangeOf(state, '/channels/0/baseUrl')
  expect(doc.slice(from, to)).toBe('{}')
})

test('two texts stand side by side with their common lines in the same rows', () => {
  expect(lineDiff('a\nb\nc', 'a\nx\nc\nd')).toEqual([
    { old: { number: 1, text: 'a' }, new: { number: 1, text: 'a' }, same: true },
    { old: { number: 2, text: 'b' }, new: { number: 2, text: 'x' }, same: false },
    { old: { number: 3, text: 'c' }, new: { number: 3, text: 'c' }, same: true },
    { new: { number: 4, text: 'd' }, same: false },
  ])
})
