import { useTranslation } from 'react-i18next'
import type { Log } from '../../api/types'
import { useLanguage } from '../../app/language'
import { Duration } from '../../components/Show'
import { State } from '../../components/State'
import { duration } from '../../format/time'
import { reasonWords } from './passedOver'
import { waterfall, type Course, type Stretch } from './waterfall'
import classes from './WaterfallChart.module.css'

/** A request on its time axis: received, admitted, planned, every attempt, its content, the end. */
export function WaterfallChart({ course, endedBy }: { course: Course; endedBy?: Log['endedBy'] }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { total, stretches } = waterfall(course)
  return (
    <div className={classes.chart}>
      <ol aria-label={t('logs.course')}>
        {stretches.map((each, index) => (
          <Row key={index} of={each} total={total} runs={course.runs === true} />
        ))}
        {endedBy && (
          <li className={classes.row} data-kind="end">
            <span className="soft">{t('logs.endedByWhom', { who: t(`endedBy.${endedBy}`) })}</span>
            <div className={classes.track} aria-hidden>
              <b className={classes.mark} style={{ left: '100%' }} />
            </div>
            <span className={classes.times}>
              <Duration ms={total} />
            </span>
          </li>
        )}
      </ol>
      <div className={`${classes.row} ${classes.axis}`} aria-hidden>
        <span />
        <div className={classes.track}>
          {(total > 1 ? [0, 0.5, 1] : total > 0 ? [0, 1] : [0]).map((share) => (
            <span key={share} style={{ left: `${share * 100}%` }}>
              {duration(total * share, language)}
            </span>
          ))}
        </div>
        <span />
      </div>
    </div>
  )
}

function Row({ of, total, runs }: { of: Stretch; total: number; runs: boolean }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const at = (time: number) => `${(time / Math.max(total, 1)) * 100}%`
  const tone = of.kind === 'attempt' ? (of.verdict === 'succeeded' || of.verdict === 'running' ? 'good' : 'bad') : of.kind
  const firstByte = of.kind === 'attempt' ? of.firstByte : null
  const firstContent = of.kind === 'attempt' ? of.firstContent : null
  return (
    <li className={classes.row} data-kind={of.kind}>
      <div className={classes.name}>{of.kind === 'attempt' ? <Attempt of={of} /> : <span className="soft">{t(`stage.${of.kind}${of.last ? (runs ? 'Runs' : 'Last') : ''}`)}</span>}</div>
      <div className={classes.track} aria-hidden>
        <div className={classes.bar} data-kind={tone} style={{ left: at(of.start), width: `max(2px, ${at(of.end - of.start)})` }}>
          {firstByte !== null && of.end > of.start && <i style={{ width: `${((firstByte - of.start) / (of.end - of.start)) * 100}%` }} />}
        </div>
        {firstContent !== null && <b className={classes.mark} style={{ left: at(firstContent) }} />}
      </div>
      <div className={classes.times}>
        <Duration ms={of.end - of.start} />
        <span className={of.kind === 'attempt' || of.kind === 'content' ? 'soft small' : 'sr'}>{t('logs.startedAt', { at: duration(of.start, language) })}</span>
      </div>
      {of.kind === 'attempt' && (firstByte !== null || firstContent !== null) && (
        <p className={`soft small ${classes.wide}`}>
          {[firstByte !== null && t('logs.firstByteAt', { at: duration(firstByte, language) }), firstContent !== null && t('logs.firstContentAt', { at: duration(firstContent, language) })].filter(Boolean).join(' · ')}
        </p>
      )}
      {of.kind !== 'attempt' && of.passedOver && of.passedOver.length > 0 && (
        <div className={classes.wide}>
          <p className="soft small">{t('logs.passedOver')}</p>
          <ul className={classes.passed}>
            {of.passedOver.map((each) => (
              <li key={each.channel}>
                <State tone="warn">{each.channel}</State> <span className="soft">{reasonWords(each.reason, t)}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </li>
  )
}

function Attempt({ of }: { of: Extract<Stretch, { kind: 'attempt' }> }) {
  const { t } = useTranslation()
  return (
    <>
      <span>
        <span className="soft tnum">{of.attempt}</span> {of.channel}
      </span>
      <State tone={of.verdict === 'succeeded' ? 'good' : of.verdict === 'running' ? 'busy' : 'bad'}>
        <span className="small">
          {of.status ? `${of.status} ` : ''}
          {t(`verdict.${of.verdict}`, of.verdict)}
        </span>
      </State>
    </>
  )
}
