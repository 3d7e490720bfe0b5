import type { Figures } from '../../api/types'

const COUNTS = ['requests', 'errors', 'inputTokens', 'outputTokens', 'cacheReadTokens', 'cacheWriteTokens', 'webSearches', 'estimated', 'unpriced'] as const

/** What the parts leave over of their total, so that both add up: what belongs to none, and what is beyond the list. */
export function remainder(total: Figures, parts: readonly Figures[]): Figures | null {
  const left = Object.fromEntries(COUNTS.map((name) => [name, parts.reduce((rest, part) => rest - part[name], total[name])])) as Record<(typeof COUNTS)[number], number>
  const nanos = parts.reduce((rest, part) => rest - nanosOf(part.cost), nanosOf(total.cost))
  return nanos === 0n && Object.values(left).every((count) => count === 0) ? null : { ...left, cost: textOf(nanos) }
}

/* The API's decimal text has at most nine places. */
function nanosOf(cost: string): bigint {
  const [whole = '0', places = ''] = cost.split('.')
  return BigInt(whole + places.padEnd(9, '0'))
}

function textOf(nanos: bigint): string {
  const digits = nanos.toString().padStart(10, '0')
  return `${digits.slice(0, -9)}.${digits.slice(-9)}`
}
