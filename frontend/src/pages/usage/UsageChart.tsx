import '@mantine/charts/styles.css'
import { BarChart } from '@mantine/charts'
import { Skeleton } from '@mantine/core'
import { useQueries } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../api/client'
import { useSeries, type UsageFilter } from '../../api/queries'
import type { Dimension, Figures } from '../../api/types'
import { useLanguage } from '../../app/language'
import { bucketOf, spanOf, type Range } from '../../app/range'
import { filled } from '../../format/buckets'
import { money } from '../../format/money'
import { compact } from '../../format/number'
import { SERIES } from '../../theme/theme'
import { measured, type Measure } from './measures'
import classes from './Usage.module.css'

const STACKED = 6

type Props = { by: Dimension; measure: Measure; range: Range; filter: UsageFilter; items: Figures[]; name: (id: string) => string }

/** Use over time, the largest stacked and the rest together on top. */
export default function UsageChart({ by, measure, range, filter, items, name: nameOf }: Props) {
  const { t } = useTranslation()
  const language = useLanguage()
  const bucket = bucketOf(range)
  const span = spanOf(range)
  const apart = by === 'session' || by === 'agent' ? [] : [...items].sort((a, b) => measured(b, measure) - measured(a, measure)).map((each) => each[by]).filter((each): each is string => Boolean(each)).slice(0, STACKED)
  const all = useSeries(span, bucket, filter)
  const each = useQueries({
    queries: apart.map((name) => ({
      queryKey: ['series', span, bucket, { ...filter, [by]: name }],
      queryFn: () => body(api.GET('/api/stats/timeseries', { params: { query: { ...span, ...filter, [by]: name, bucket } } })),
    })),
  })
  if (!all.data) {
    return <Skeleton className={classes.chart} />
  }
  const parts = each.map((one) => new Map((one.data?.items ?? []).map((of) => [Date.parse(of.at ?? ''), of])))
  const day = new Intl.DateTimeFormat(language, { month: 'short', day: 'numeric', timeZone: bucket === 'day' ? 'UTC' : undefined })
  const hour = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const tick = (at: number) => (bucket === 'day' ? day : hour).format(at)
  const whole = (at: number) => (bucket === 'day' ? day.format(at) : `${day.format(at)}, ${hour.format(at)}`)
  const rest = t('usage.rest')
  let hasRest = false
  const data = filled(all.data.items, all.data.from, all.data.to, bucket).map(({ at, of }) => {
    const row: Record<string, string | number> = { at }
    let left = measured(of, measure)
    apart.forEach((name, index) => {
      const value = measured(parts[index]?.get(at), measure)
      row[name] = value
      left -= value
    })
    if (left > Math.max(1e-9, measured(of, measure) * 1e-6)) {
      row[rest] = left
      hasRest = true
    }
    return row
  })
  const series = [...apart.map((name, index) => ({ name, label: nameOf(name), color: SERIES[index % SERIES.length]! })), ...(hasRest ? [{ name: rest, label: rest, color: 'var(--line-strong)' }] : [])]
  const show = (value: number) => (measure === 'cost' ? money(value) : compact(value))
  return (
    <div className={classes.chart}>
      <BarChart
        h={260}
        data={data}
        dataKey="at"
        type="stacked"
        series={series}
        valueFormatter={show}
        gridColor="var(--grid)"
        textColor="var(--ink-soft)"
        tickLine="none"
        withLegend={false}
        barProps={{ isAnimationActive: false, maxBarSize: 34 }}
        xAxisProps={{ tickFormatter: tick, interval: 'preserveStartEnd', minTickGap: 28 }}
        yAxisProps={{ width: 64 }}
        tooltipProps={{ labelFormatter: (at) => (typeof at === 'number' ? whole(at) : '') }}
        tooltipAnimationDuration={0}
        aria-label={t('usage.chart', { by: t(`usage.by_${by}`), measure: t(`usage.measure_${measure}`) })}
        role="img"
      />
      <div className={classes.legend} role="group" tabIndex={0} aria-label={t(`usage.by_${by}`)}>
        {series.map((one) => (
          <span key={one.name} className="cut">
            <i style={{ background: one.color }} />
            {one.label}
          </span>
        ))}
      </div>
    </div>
  )
}
