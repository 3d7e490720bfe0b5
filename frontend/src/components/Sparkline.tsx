import { niceTop } from '../format/buckets'

/** The shape of a series at a glance; its numbers are told elsewhere. */
export function Sparkline({ values, width = 96, height = 24 }: { values: number[]; width?: number; height?: number }) {
  const top = niceTop(Math.max(...values, 0))
  const step = width / Math.max(1, values.length - 1)
  const points = values.map((value, index) => `${(index * step).toFixed(1)},${(height - 2 - (value / top) * (height - 4)).toFixed(1)}`)
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden style={{ display: 'block', maxWidth: '100%' }}>
      <polyline points={points.join(' ')} fill="none" stroke="var(--accent)" strokeWidth="1.500" strokeLinejoin="round" />
    </svg>
  )
}
