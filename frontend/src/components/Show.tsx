import { Tooltip, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../app/language'
import { useNow } from '../app/now'
import { money } from '../format/money'
import { compact, exact } from '../format/number'
import { middle } from '../format/text'
import { clock, duration, exactTime, relative } from '../format/time'
import { copyText } from './copy'
import classes from './Show.module.css'

/** A number with its unit small and grey. */
function Measured({ text, title }: { text: string; title?: string }) {
  const at = text.lastIndexOf(' ')
  const parts = text.split(' ')
  if (at < 0 || parts.length > 2) {
    return (
      <span className="tnum" title={title}>
        {text}
      </span>
    )
  }
  return (
    <span className="tnum" title={title}>
      {text.slice(0, at)}
      <span className="unit">{text.slice(at + 1)}</span>
    </span>
  )
}

export function Count({ of }: { of: number | null | undefined }) {
  const language = useLanguage()
  return of === null || of === undefined ? <span className="soft">–</span> : <Measured text={compact(of)} title={exact(of, language)} />
}

export function Duration({ ms }: { ms: number | null | undefined }) {
  const language = useLanguage()
  return ms === null || ms === undefined ? <span className="soft">–</span> : <Measured text={duration(ms, language)} title={`${Math.round(ms)} ms`} />
}

export function Money({ of, estimated }: { of: string | number | null | undefined; estimated?: boolean }) {
  const { t } = useTranslation()
  if (of === null || of === undefined) {
    return (
      <span className="soft" title={t('show.unpriced')}>
        –
      </span>
    )
  }
  return (
    <span className="tnum" title={`$${of}${estimated ? ` · ${t('show.estimated')}` : ''}`}>
      {estimated ? '≈ ' : ''}
      {money(of)}
    </span>
  )
}

type Sum = { cost: string; unpriced: number; requests: number }

/** What a sum costs; a dash where nothing of it has a price. */
export function SumCost({ of, show = money }: { of: Sum; show?: (amount: string) => string }) {
  const { t } = useTranslation()
  const note = of.unpriced > 0 ? ` · ${t('overview.unpriced', { count: of.unpriced })}` : ''
  if (Number(of.cost) === 0 && of.unpriced > 0) {
    return (
      <span className="soft" title={t('show.unpriced')}>
        {t('show.noPrice')}
      </span>
    )
  }
  return (
    <span className="tnum" title={`$${of.cost}${note}`}>
      {show(of.cost)}
      {of.unpriced > 0 && <span className="soft">+</span>}
    </span>
  )
}

/** How long ago, the exact time on hover. */
export function Ago({ time }: { time: string | number }) {
  const language = useLanguage()
  const now = useNow()
  return (
    <time dateTime={new Date(time).toISOString()} title={exactTime(time, language)} className="tnum">
      {relative(time, Math.max(now, new Date(time).getTime()), language)}
    </time>
  )
}

/** Until when, told from now. */
export function Until({ time }: { time: string }) {
  const language = useLanguage()
  const now = useNow()
  return (
    <time dateTime={time} title={exactTime(time, language)} className="tnum">
      {relative(time, now, language)}
    </time>
  )
}

export function Clock({ time }: { time: string }) {
  const language = useLanguage()
  return (
    <time dateTime={time} title={exactTime(time, language)} className="tnum">
      {clock(time, language)}
    </time>
  )
}

const TAIL = 6

/** An identifier, cut in the middle to `most` signs or to the room it has; a click copies it. */
export function Identifier({ of, most = 14 }: { of: string | null | undefined; most?: number | 'room' }) {
  const { t } = useTranslation()
  const [copied, setCopied] = useState(false)
  if (!of) {
    return <span className="soft">–</span>
  }
  const copy = async () => {
    await copyText(of)
    setCopied(true)
    setTimeout(() => setCopied(false), 1200)
  }
  return (
    <Tooltip label={copied ? t('action.copied') : `${of} · ${t('action.copy')}`}>
      <UnstyledButton
        className={classes.identifier}
        onClick={(event) => {
          event.stopPropagation()
          void copy()
        }}
      >
        {copied ? (
          t('action.copied')
        ) : most === 'room' && of.length > 2 * TAIL ? (
          <span className={classes.room}>
            <span>{of.slice(0, -TAIL)}</span>
            <span>{of.slice(-TAIL)}</span>
          </span>
        ) : (
          middle(of, most === 'room' ? of.length : most)
        )}
        <span className="sr"> {t('action.copy')}</span>
      </UnstyledButton>
    </Tooltip>
  )
}
