import type { UsageFilter } from '../../api/queries'
import type { Dimension, Figures } from '../../api/types'

export const DIMENSIONS = ['model', 'channel', 'key', 'user', 'session', 'agent'] as const
export const MEASURES = ['cost', 'tokens', 'requests'] as const
export type Measure = (typeof MEASURES)[number]

/** What the URL says should be shown. */
export function readUsage(search: URLSearchParams): { by: Dimension; measure: Measure; filter: UsageFilter } {
  const by = DIMENSIONS.find((each) => each === search.get('by')) ?? 'model'
  const measure = MEASURES.find((each) => each === search.get('measure')) ?? 'cost'
  const filter: UsageFilter = {}
  for (const name of DIMENSIONS) {
    const value = search.get(name)
    // Sessions and agents are counted apart from models and channels.
    if (value && (by !== 'session' && by !== 'agent' ? true : name === 'key')) {
      filter[name] = value
    }
  }
  return { by, measure, filter }
}

export function measured(of: Figures | undefined, measure: Measure): number {
  if (!of) {
    return 0
  }
  switch (measure) {
    case 'cost':
      return Number(of.cost)
    case 'requests':
      return of.requests
    case 'tokens':
      return of.inputTokens + of.outputTokens + of.cacheReadTokens + of.cacheWriteTokens
  }
}
