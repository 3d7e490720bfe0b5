export type Side = { number: number; text: string }
export type DiffRow = { old?: Side; new?: Side; same: boolean }

/* A comparison of longer texts shows them whole: the table of common lines would grow too large. */
const MOST_CELLS = 4_000_000

/** Two texts in rows side by side; what is only on one side leaves the other empty. */
export function lineDiff(before: string, after: string): DiffRow[] {
  const old = before.split('\n')
  const next = after.split('\n')
  const rows: DiffRow[] = []
  let gone: Side[] = []
  let come: Side[] = []
  const flush = () => {
    for (let index = 0; index < Math.max(gone.length, come.length); index++) {
      rows.push({ ...(gone[index] ? { old: gone[index] } : {}), ...(come[index] ? { new: come[index] } : {}), same: false })
    }
    gone = []
    come = []
  }
  let i = 0
  let j = 0
  for (const [a, b] of [...common(old, next), [old.length, next.length] as const]) {
    while (i < a) {
      gone.push({ number: i + 1, text: old[i++]! })
    }
    while (j < b) {
      come.push({ number: j + 1, text: next[j++]! })
    }
    flush()
    if (a < old.length && b < next.length) {
      rows.push({ old: { number: ++i, text: old[a]! }, new: { number: ++j, text: next[b]! }, same: true })
    }
  }
  return rows
}

/* The longest common subsequence, as pairs of line indexes. */
function common(a: string[], b: string[]): [number, number][] {
  const width = b.length + 1
  if ((a.length + 1) * width > MOST_CELLS) {
    return []
  }
  const lengths = new Uint32Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        a[i] === b[j] ? lengths[(i + 1) * width + j + 1]! + 1 : Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!)
    }
  }
  const pairs: [number, number][] = []
  let i = 0
  let j = 0
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      pairs.push([i++, j++])
    } else if (lengths[(i + 1) * width + j]! >= lengths[i * width + j + 1]!) {
      i++
    } else {
      j++
    }
  }
  return pairs
}

/** Rows near a difference; the others are folded. */
export function folded(rows: readonly DiffRow[], around = 3): (DiffRow | { folded: number })[] {
  const near = rows.map((_, index) => rows.slice(Math.max(0, index - around), index + around + 1).some((row) => !row.same))
  const shown: (DiffRow | { folded: number })[] = []
  rows.forEach((row, index) => {
    const last = shown.at(-1)
    if (near[index]) {
      shown.push(row)
    } else if (last && 'folded' in last) {
      last.folded += 1
    } else {
      shown.push({ folded: 1 })
    }
  })
  return shown
}
