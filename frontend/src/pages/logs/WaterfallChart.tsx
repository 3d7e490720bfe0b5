import { useTranslation } from 'react-i18next'
import type { Log } from '../../api/types'
import { useLanguage } from '../../app/language'
import { Duration } from '../../components/Show'
import { State } from '../../components/State'
import { duration } from '../../format/time'
import { waterfall } from './waterfall'
import classes from './WaterfallChart.module.css'

/** A request on its time axis: admission, every attempt, the first content, the end. */
export function WaterfallChart({ log }: { log: Pick<Log, 'attempts' | 'durationMs' | 'ttftMs'> }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { total, stretches, firstContent } = waterfall(log)
  const at = (time: number) => `${(time / total) * 100}%`
  return (
    <div className={classes.chart}>
      {stretches.map((each, index) => (
        <div key={index} className={classes.row}>
          <div className={classes.name}>
            {each.kind === 'attempt' ? (
              <>
                <span className="cut">
                  <span className="soft tnum">{each.attempt}</span> {each.channel}
                </span>
                <State tone={each.verdict === 'succeeded' ? 'good' : each.verdict === 'running' ? 'busy' : 'bad'}>
                  <span className="small">
                    {each.status ? `${each.status} ` : ''}
                    {t(`verdict.${each.verdict}`, each.verdict ?? '')}
                  </span>
                </State>
              </>
            ) : (
              <span className="soft">{log.attempts.length > 1 ? t('logs.admittedAndPauses') : t('logs.admitted')}</span>
            )}
          </div>
          <div className={classes.track}>
            <div
              className={classes.bar}
              data-kind={each.kind === 'attempt' ? (each.verdict === 'succeeded' || each.verdict === 'running' ? 'good' : 'bad') : 'admitted'}
              style={{ left: at(each.start), width: `max(2px, ${at(each.end - each.start)})` }}
            >
              {each.kind === 'attempt' && each.firstByte !== null && each.firstByte !== undefined && each.end > each.start && (
                <i style={{ width: `${Math.min(100, (each.firstByte / (each.end - each.start)) * 100)}%` }} title={t('logs.firstByteAt', { at: duration(each.firstByte, language) })} />
              )}
            </div>
            {firstContent !== null && index === stretches.length - 1 && <b className={classes.mark} style={{ left: at(firstContent) }} title={t('logs.firstContentAt', { at: duration(firstContent, language) })} />}
          </div>
          <div className="num small">
            <Duration ms={each.end - each.start} />
          </div>
        </div>
      ))}
      <div className={`${classes.row} ${classes.axis}`}>
        <span />
        <div className={classes.track}>
          {[0, 0.5, 1].map((share) => (
            <span key={share} style={{ left: `${share * 100}%` }}>
              {duration(total * share, language)}
            </span>
          ))}
        </div>
        <span />
      </div>
      {firstContent !== null && (
        <p className="soft small">
          <span className={classes.legend} aria-hidden /> {t('logs.firstContentAt', { at: duration(firstContent, language) })}
        </p>
      )}
    </div>
  )
}
