export type Bucket = 'minute' | 'hour' | 'day'

const STEPS: Record<Bucket, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 }

/** Every minute, hour or day (UTC) of a span up to now, those without a request too. */
export function filled<T extends { at?: string }>(
  items: readonly T[],
  from: string,
  to: string,
  bucket: Bucket,
  now = Date.now(),
): { at: number; of: T | undefined }[] {
  const step = STEPS[bucket]
  const end = Math.min(Date.parse(to), now)
  const known = new Map(items.map((each) => [floor(Date.parse(each.at ?? ''), step), each]))
  const all = []
  for (let at = floor(Date.parse(from), step); at < end; at += step) {
    all.push({ at, of: known.get(at) })
  }
  return all
}

function floor(time: number, step: number): number {
  return Math.floor(time / step) * step
}

/** A round number not below the highest, for the top of an axis. */
export function niceTop(highest: number): number {
  if (highest <= 0) {
    return 1
  }
  const power = 10 ** Math.floor(Math.log10(highest))
  const step = [1, 2, 3, 4, 5, 6, 8, 10].find((each) => each * power >= highest) ?? 10
  return step * power
}
