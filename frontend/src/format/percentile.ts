/** The nearest-rank percentile of some numbers; null of none. */
export function percentile(numbers: readonly number[], rank: number): number | null {
  if (numbers.length === 0) {
    return null
  }
  const sorted = [...numbers].sort((a, b) => a - b)
  const index = Math.min(sorted.length - 1, Math.max(0, Math.ceil((rank / 100) * sorted.length) - 1))
  return sorted[index] ?? null
}
