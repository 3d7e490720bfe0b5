/** Those whose label has the letters in this order, the tightest match first. */
export function rank<T>(items: readonly T[], text: string, label: (item: T) => string): T[] {
  const wanted = text.trim().toLowerCase()
  if (!wanted) {
    return [...items]
  }
  return items
    .map((item) => ({ item, score: score(label(item).toLowerCase(), wanted) }))
    .filter((each) => each.score >= 0)
    .sort((a, b) => b.score - a.score)
    .map((each) => each.item)
}

function score(label: string, wanted: string): number {
  const at = label.indexOf(wanted)
  if (at >= 0) {
    return 1000 - at
  }
  let from = 0
  let gaps = 0
  for (const letter of wanted) {
    const next = label.indexOf(letter, from)
    if (next < 0) {
      return -1
    }
    gaps += next - from
    from = next + 1
  }
  return Math.max(0, 500 - gaps)
}
