import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../app/language'
import { niceTop, type Bucket } from '../format/buckets'
import { compact } from '../format/number'
import classes from './Bars.module.css'

export type Bar = { at: number; good: number; bad: number }

const HEIGHT = 132

/** Bars over time that start at zero, failures at their foot; the value under the pointer is told. */
export function Bars({ bars, bucket, label }: { bars: Bar[]; bucket: Bucket; label: string }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const id = useId()
  const [at, setAt] = useState<number | null>(null)
  const top = niceTop(Math.max(...bars.map((each) => each.good + each.bad), 2))
  const day = new Intl.DateTimeFormat(language, { month: 'short', day: 'numeric', timeZone: bucket === 'day' ? 'UTC' : undefined })
  const hour = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const name = (time: number) => (bucket === 'day' ? day.format(time) : `${day.format(time)} ${hour.format(time)}`)
  const shown = at === null ? undefined : bars[at]
  const marks = ticks(bars.length)
  return (
    <figure className={classes.figure} aria-labelledby={id}>
      <figcaption id={id} className="sr">
        {label}
      </figcaption>
      <div className={classes.told} aria-hidden>
        {shown ? (
          <>
            {name(shown.at)} · <strong>{compact(shown.good + shown.bad)}</strong> {t('overview.requestsWord', { count: shown.good + shown.bad })}
            {shown.bad > 0 && (
              <span className="bad">
                {' '}
                · {compact(shown.bad)} {t('overview.failedWord')}
              </span>
            )}
          </>
        ) : (
          <>{t('overview.peak', { count: compact(Math.max(0, ...bars.map((each) => each.good + each.bad))) as never })}</>
        )}
      </div>
      <div className={classes.plot} style={{ height: HEIGHT }} onMouseLeave={() => setAt(null)}>
        {[0.5, 1].map((share) => (
          <div key={share} className={classes.line} style={{ bottom: `${share * 100}%` }}>
            <span>{compact(top * share)}</span>
          </div>
        ))}
        <div className={classes.bars}>
          {bars.map((each, index) => (
            <div key={each.at} className={classes.slot} onMouseEnter={() => setAt(index)} data-shown={index === at || undefined}>
              <div className={classes.good} style={{ height: `${(each.good / top) * 100}%` }} />
              {each.bad > 0 && <div className={classes.bad} style={{ height: `max(3px, ${(each.bad / top) * 100}%)` }} />}
            </div>
          ))}
        </div>
      </div>
      <div className={classes.axis} aria-hidden>
        {marks.map((index) => (
          <span key={index} style={{ left: `${((index + 0.5) / bars.length) * 100}%` }}>
            {bucket === 'day' ? day.format(bars[index]!.at) : hour.format(bars[index]!.at)}
          </span>
        ))}
      </div>
    </figure>
  )
}

function ticks(count: number): number[] {
  const step = Math.max(1, Math.ceil(count / 6))
  return Array.from({ length: count }, (_, index) => index).filter((index) => index % step === Math.floor(step / 2))
}
