import type { CompletionContext, CompletionResult } from '@codemirror/autocomplete'
import { syntaxTree } from '@codemirror/language'
import { pathAt } from './placeInText'
import { membersAt, valuesAt, type Schema } from './schemaAt'

/** Offers the members and values that the document's schema knows at the cursor. */
export function completeFrom(schema: Schema) {
  return (context: CompletionContext): CompletionResult | null => {
    const node = syntaxTree(context.state).resolveInner(context.pos, -1)
    const word = context.matchBefore(/"?[\w.$-]*/)
    const from = word?.from ?? context.pos
    if (!context.explicit && (!word || word.from === word.to)) {
      return null
    }
    const before = context.state.sliceDoc(Math.max(0, from - 200), from).trimEnd()
    if (before.endsWith(':') || before.endsWith('[')) {
      const path = pathAt(context.state, node)
      return { from, options: valuesAt(schema, before.endsWith('[') ? [...path, 0] : path).map((label) => ({ label, type: 'constant' })) }
    }
    const inName = node.name === 'PropertyName' ? node.parent?.parent : node
    const path = pathAt(context.state, inName ?? null)
    const quotes = context.state.sliceDoc(context.pos, context.pos + 1) === '"' ? 1 : 0
    return {
      from,
      to: context.pos + quotes,
      options: membersAt(schema, path).map(([name, member]) => ({
        label: `"${name}"`,
        apply: node.name === 'PropertyName' ? `"${name}"` : `"${name}": `,
        type: 'property',
        detail: [member.type].flat().filter(Boolean).join(' | '),
        info: member.description,
      })),
    }
  }
}
