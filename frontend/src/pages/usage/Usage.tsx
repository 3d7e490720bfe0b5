import { Button, SegmentedControl, Select, Skeleton } from '@mantine/core'
import { IconChartBar, IconDownload } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useStats, type UsageFilter } from '../../api/queries'
import type { Dimension } from '../../api/types'
import { spanOf, useRange } from '../../app/range'
import { useSearch, withMembers } from '../../app/search'
import { Empty } from '../../components/Empty'
import { ErrorCard } from '../../components/ErrorCard'
import { PageHeader } from '../../components/PageHeader'
import { RowsSkeleton } from '../../components/Skeletons'
import { csv, download } from '../../format/csv'
import { Leaderboard } from './Leaderboard'
import { DIMENSIONS, MEASURES, readUsage, type Measure } from './measures'
import { remainder } from './remainder'
import { useNames } from './useNames'
import classes from './Usage.module.css'

const UsageChart = lazy(() => import('./UsageChart'))

/** Who spent what. */
export default function Usage() {
  const { t } = useTranslation()
  const [search, setSearch] = useSearch()
  const [range] = useRange()
  const { by, measure, filter } = readUsage(search)
  const stats = useStats(spanOf(range), by, filter, 200)
  const set = (members: Record<string, string | null>) => setSearch((old) => withMembers(old, members), { replace: true })
  const name = useNames(by)
  const items = stats.data?.items ?? []
  const total = stats.data?.total
  const rest = total ? remainder(total, items) : null
  const save = () =>
    total &&
    download(
      `sluice-usage-${by}-${range}.csv`,
      csv([
        [by, 'requests', 'errors', 'inputTokens', 'cacheReadTokens', 'cacheWriteTokens', 'outputTokens', 'cost'],
        ...[...items, ...(rest ? [{ ...rest, [by]: 'others' }] : []), { ...total, [by]: 'total' }].map((each) => [each[by], each.requests, each.errors, each.inputTokens, each.cacheReadTokens, each.cacheWriteTokens, each.outputTokens, each.cost]),
      ]),
    )
  return (
    <>
      <PageHeader title={t('nav.usage')} text={t('usage.text')}>
        <Button variant="default" leftSection={<IconDownload size={16} />} onClick={save} disabled={items.length === 0}>
          {t('action.csv')}
        </Button>
      </PageHeader>
      <div className={classes.tools}>
        <Select size="xs" w={150} aria-label={t('usage.by')} data={DIMENSIONS.map((value) => ({ value, label: t(`usage.by_${value}`) }))} value={by} onChange={(value) => set({ by: value === 'model' ? null : value })} allowDeselect={false} />
        <SegmentedControl size="xs" aria-label={t('usage.measure')} data={MEASURES.map((value) => ({ value, label: t(`usage.measure_${value}`) }))} value={measure} onChange={(value) => set({ measure: value === 'cost' ? null : value })} />
        <Filters filter={filter} set={set} />
      </div>
      {stats.isPending ? (
        <div className="card">
          <RowsSkeleton rows={10} />
        </div>
      ) : stats.error && !stats.data ? (
        <div className="card">
          <ErrorCard error={stats.error} retry={() => void stats.refetch()} />
        </div>
      ) : total && total.requests === 0 ? (
        <div className="card">
          <Empty icon={<IconChartBar size={26} stroke={1.5} />} title={t('overview.noUse')} text={t('usage.emptyText')}>
            <Button component={Link} to="/connect">
              {t('firstSteps.step2')}
            </Button>
          </Empty>
        </div>
      ) : (
        <div className="stack">
          <section className="card">
            <Suspense fallback={<Skeleton className={classes.chart} />}>
              <UsageChart by={by} measure={measure as Measure} range={range} filter={filter} items={items} name={name} />
            </Suspense>
          </section>
          <section className="card flush">
            <Leaderboard by={by} items={items} rest={rest} total={total!} name={name} choose={by === 'session' || by === 'agent' ? undefined : (id) => set({ [by]: id })} />
          </section>
        </div>
      )}
    </>
  )
}

function Filters({ filter, set }: { filter: UsageFilter; set: (members: Record<string, string | null>) => void }) {
  const { t } = useTranslation()
  return (
    <>
      {(Object.entries(filter) as [Dimension, string][]).map(([name, value]) => (
        <button key={name} type="button" className={classes.filter} onClick={() => set({ [name]: null })} aria-label={t('usage.drop', { name: value })}>
          <span className="soft">{t(`usage.by_${name}`)}</span> {value} <span aria-hidden>×</span>
        </button>
      ))}
    </>
  )
}
