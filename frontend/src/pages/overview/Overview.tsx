import { useTranslation } from 'react-i18next'
import { useChannels, useLatency, useRecentLogs, useSeries, useStats } from '../../api/queries'
import { bucketOf, spanBefore, spanOf, useRange } from '../../app/range'
import { useIsAdmin } from '../../app/signedIn'
import { Bars } from '../../components/Bars'
import { ErrorCard } from '../../components/ErrorCard'
import { PageSkeleton } from '../../components/Skeletons'
import { filled } from '../../format/buckets'
import { Changes } from './Changes'
import { FirstSteps } from './FirstSteps'
import { HealthStrip } from './HealthStrip'
import { NowBlock } from './NowBlock'
import { Spenders } from './Spenders'
import { Tiles } from './Tiles'

/* The channels' last attempts are found among so many requests. */
const LATEST = 300

/** The five questions of whoever opens the panel, answered in one look. */
export default function Overview() {
  const { t } = useTranslation()
  const [range] = useRange()
  const admin = useIsAdmin()
  const span = spanOf(range)
  const bucket = bucketOf(range)
  const stats = useStats(span, 'model')
  const before = useStats(spanBefore(range))
  const series = useSeries(span, bucket)
  const latency = useLatency(span)
  const logs = useRecentLogs(span, LATEST)
  const channels = useChannels(admin)

  if (stats.isPending || (admin && channels.isPending) || logs.isPending) {
    return <PageSkeleton />
  }
  if ((stats.error ?? channels.error) && !stats.data) {
    return (
      <>
        <h1 className="sr">{t('nav.overview')}</h1>
        <section className="card">
          <ErrorCard error={stats.error ?? channels.error} retry={() => void (stats.refetch(), channels.refetch())} />
        </section>
      </>
    )
  }
  const configured = channels.data?.items ?? []
  const fresh = configured.length === 0 || (stats.data!.total.requests === 0 && (before.data?.total.requests ?? 0) === 0 && logs.data?.items.length === 0)
  const bars = series.data
    ? filled(series.data.items, series.data.from, series.data.to, bucket).map(({ at, of }) => ({
        at,
        good: (of?.requests ?? 0) - (of?.errors ?? 0),
        bad: of?.errors ?? 0,
      }))
    : []
  return (
    <div className="stack">
      <h1 className="sr">{t('nav.overview')}</h1>
      {fresh && admin && <FirstSteps channels={configured} requests={stats.data!.total.requests} />}
      <Tiles now={stats.data!.total} before={before.data?.total} latency={latency.data} />
      <div className="columns">
        <div className="stack">
          <section className="card">
            <h2>{t('overview.traffic')}</h2>
            <Bars bars={bars} bucket={bucket} label={t('overview.trafficLabel', { range: t(`range.${range}`) })} />
          </section>
          {configured.length > 0 && <HealthStrip channels={configured} logs={logs.data?.items ?? []} />}
        </div>
        <div className="stack">
          <NowBlock logs={logs.data?.items ?? []} />
          <Spenders items={stats.data!.items} total={stats.data!.total} />
          {admin && <Changes />}
        </div>
      </div>
    </div>
  )
}
