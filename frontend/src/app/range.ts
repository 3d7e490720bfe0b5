import { useSearch } from './search'
import type { Span } from '../api/queries'
import type { Bucket } from '../format/buckets'

export const RANGES = ['1h', '6h', '24h', '7d', '30d', '90d'] as const
export type Range = (typeof RANGES)[number]

const HOURS: Record<Range, number> = { '1h': 1, '6h': 6, '24h': 24, '7d': 168, '30d': 720, '90d': 2160 }
export const DEFAULT_RANGE: Range = '24h'

/** The span that every chart shows; anything unknown in the URL is the default. */
export function readRange(search: URLSearchParams): Range {
  const asked = search.get('range')
  return RANGES.find((each) => each === asked) ?? DEFAULT_RANGE
}

export function spanOf(range: Range): Span {
  return { since: range }
}

/** The span of the same length right before. */
export function spanBefore(range: Range): Span {
  return { since: `${HOURS[range] * 2}h`, until: `${HOURS[range]}h` }
}

export function bucketOf(range: Range): Bucket {
  return HOURS[range] > 24 ? 'day' : HOURS[range] > 1 ? 'hour' : 'minute'
}

export function hoursOf(range: Range): number {
  return HOURS[range]
}

/** The query string with which a link keeps the range. */
export function rangeSearch(search: URLSearchParams): string {
  const range = readRange(search)
  return range === DEFAULT_RANGE ? '' : `?range=${range}`
}

export function useRange(): [Range, (next: Range) => void] {
  const [search, setSearch] = useSearch()
  const choose = (next: Range) =>
    setSearch(
      (old) => {
        const changed = new URLSearchParams(old)
        if (next === DEFAULT_RANGE) {
          changed.delete('range')
        } else {
          changed.set('range', next)
        }
        return changed
      },
      { replace: true },
    )
  return [readRange(search), choose]
}
