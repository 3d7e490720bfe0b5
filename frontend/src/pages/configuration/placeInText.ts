import { syntaxTree } from '@codemirror/language'
import type { EditorState } from '@codemirror/state'
import type { SyntaxNode } from '@lezer/common'

export type Path = (string | number)[]

/** The path of the value that a place in the text belongs to. */
export function pathAt(state: EditorState, node: SyntaxNode | null): Path {
  const path: Path = []
  for (let at = node; at; at = at.parent) {
    const parent = at.parent
    if (at.name === 'Property') {
      const name = at.getChild('PropertyName')
      if (name) {
        path.unshift(textOf(state, name))
      }
    } else if (parent?.name === 'Array' && !/^[[\]]$/.test(at.name)) {
      let index = 0
      for (let before = at.prevSibling; before; before = before.prevSibling) {
        index += /^[[\],]$/.test(before.name) ? 0 : 1
      }
      path.unshift(index)
    }
  }
  return path
}

/** Where the value that a JSON pointer names stands; the nearest that is there otherwise. */
export function rangeOf(state: EditorState, pointer: string): { from: number; to: number } {
  let node: SyntaxNode | null = syntaxTree(state).topNode.firstChild
  let best = { from: 0, to: Math.min(1, state.doc.length) }
  for (const step of pointer.split('/').slice(1).map((each) => each.replaceAll('~1', '/').replaceAll('~0', '~'))) {
    const next: SyntaxNode | null = node && (node.name === 'Array' ? itemOf(node, Number(step)) : memberOf(state, node, step))
    if (!next) {
      break
    }
    best = { from: next.from, to: next.to }
    node = next.name === 'Property' ? next.lastChild : next
  }
  return best
}

function itemOf(list: SyntaxNode, index: number): SyntaxNode | null {
  let left = index
  for (let child = list.firstChild; child; child = child.nextSibling) {
    if (!/^[[\],]$/.test(child.name) && left-- === 0) {
      return child
    }
  }
  return null
}

function memberOf(state: EditorState, object: SyntaxNode, name: string): SyntaxNode | null {
  for (const property of object.getChildren('Property')) {
    const at = property.getChild('PropertyName')
    if (at && textOf(state, at) === name) {
      return property
    }
  }
  return null
}

function textOf(state: EditorState, node: SyntaxNode): string {
  const text = state.sliceDoc(node.from, node.to)
  try {
    return String(JSON.parse(text))
  } catch {
    return text.replaceAll('"', '')
  }
}
