import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import type { Figures, Latency } from '../../api/types'
import { rangeSearch } from '../../app/range'
import { Count, Duration, Money } from '../../components/Show'
import { growth, percent } from '../../format/number'
import classes from './Tiles.module.css'

const tokens = (of: Figures) => of.inputTokens + of.outputTokens + of.cacheReadTokens + of.cacheWriteTokens
const cached = (of: Figures) => share(of.cacheReadTokens, of.inputTokens + of.cacheReadTokens + of.cacheWriteTokens)
const failed = (of: Figures) => share(of.errors, of.requests)
const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole)

export function Tiles({ now, before, latency }: { now: Figures; before?: Figures; latency?: Latency }) {
  const { t } = useTranslation()
  const [search] = useSearchParams()
  const to = (pathname: string, member = '') => ({ pathname, search: rangeSearch(search) + (member ? `${rangeSearch(search) ? '&' : '?'}${member}` : '') })
  return (
    <section className={classes.tiles} aria-label={t('overview.figures')}>
      <Tile name={t('overview.requests')} to={to('/logs')} value={<Count of={now.requests} />} change={before && growth(now.requests, before.requests)} />
      <Tile name={t('overview.tokens')} to={to('/usage')} value={<Count of={tokens(now)} />} change={before && growth(tokens(now), tokens(before))} />
      <Tile
        name={t('overview.cost')}
        to={to('/usage')}
        value={<Money of={now.cost} estimated={now.estimated > 0} />}
        change={before && growth(Number(now.cost), Number(before.cost))}
        note={now.unpriced > 0 ? t('overview.unpriced', { count: now.unpriced }) : undefined}
      />
      <Tile name={t('overview.cacheShare')} to={to('/usage')} value={<Percent of={cached(now)} />} points={before && before.requests > 0 ? cached(now) - cached(before) : undefined} />
      <Tile
        name={t('overview.errorRate')}
        to={to('/logs', 'status=5xx')}
        value={<Percent of={failed(now)} />}
        points={before && before.requests > 0 ? failed(now) - failed(before) : undefined}
        bad={failed(now) > 0.05}
        lessIsBetter
      />
      <Tile
        name={t('overview.firstByte')}
        to={to('/logs')}
        value={<Duration ms={latency?.ttfbMs?.p50} />}
        note={
          <>
            {t('overview.p95')} <Duration ms={latency?.ttfbMs?.p95} />
          </>
        }
        title={latency && t('overview.sample', { count: latency.requests })}
      />
    </section>
  )
}

type TileProps = {
  name: string
  value: ReactNode
  to: { pathname: string; search: string }
  change?: number | null
  /** By how many percentage points it differs from before. */
  points?: number
  note?: ReactNode
  title?: string
  bad?: boolean
  lessIsBetter?: boolean
}

function Tile({ name, value, to, change, points, note, title, bad, lessIsBetter }: TileProps) {
  return (
    <Link to={to} className={classes.tile} title={title}>
      <span className={classes.name}>{name}</span>
      <span className={classes.value} data-bad={bad || undefined}>
        {value}
      </span>
      <span className={classes.note}>
        {note ?? (points !== undefined ? <Points of={points} lessIsBetter={lessIsBetter} /> : change !== undefined && change !== null ? <Change of={change} /> : '\u00a0')}
      </span>
    </Link>
  )
}

function Percent({ of }: { of: number }) {
  const [value, unit] = [percent(of).replace(' %', ''), '%']
  return (
    <span className="tnum">
      {value}
      <span className="unit">{unit}</span>
    </span>
  )
}

function Change({ of }: { of: number }) {
  const { t } = useTranslation()
  if (Math.abs(of) < 0.005) {
    return <>{t('overview.same')}</>
  }
  const times = of >= 9 ? `× ${Math.round(of + 1)}` : `${of > 0 ? '+' : '−'}${Math.round(Math.abs(of) * 100)} %`
  return <>{t('overview.thanBefore', { change: times })}</>
}

function Points({ of, lessIsBetter }: { of: number; lessIsBetter?: boolean }) {
  const { t } = useTranslation()
  if (Math.abs(of) < 0.0005) {
    return <>{t('overview.same')}</>
  }
  const text = t('overview.points', { change: `${of > 0 ? '+' : '−'}${(Math.abs(of) * 100).toFixed(1)}` })
  return <span className={lessIsBetter && of > 0.01 ? 'bad' : undefined}>{text}</span>
}
