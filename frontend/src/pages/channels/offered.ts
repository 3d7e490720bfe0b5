import type { TestResult } from '../../api/types'

export type Offered = { ids: string[]; total: number; more: boolean }

/** The models that all keys of a channel were told of together; nothing when no upstream gave a list. */
export function offeredModels(result: TestResult): Offered | undefined {
  const lists = result.items.flatMap(({ models }) => (models ? [models] : []))
  if (lists.length === 0) {
    return undefined
  }
  const ids = [...new Set(lists.flatMap((list) => list.ids))]
  const unseen = Math.max(...lists.map((list) => list.total - list.ids.length))
  return { ids, total: ids.length + unseen, more: lists.some((list) => list.more) }
}

/** Those whose names hold every word that is looked for. */
export function found(ids: string[], sought: string): string[] {
  const words = sought.toLowerCase().split(/\s+/).filter(Boolean)
  return ids.filter((id) => words.every((word) => id.toLowerCase().includes(word)))
}
