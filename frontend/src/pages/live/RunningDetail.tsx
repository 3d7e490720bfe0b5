import { useTranslation } from 'react-i18next'
import { useNow } from '../../app/now'
import { attemptsSoFar, type Running } from '../../app/running'
import { Sparkline } from '../../components/Sparkline'
import { Count, Duration } from '../../components/Show'
import { bytes } from '../../format/number'
import { callerName } from '../logs/callerName'
import logClasses from '../logs/LogDetail.module.css'
import { WaterfallChart } from '../logs/WaterfallChart'
import { elapsed, seconds } from './RunningRow'

/** A request while it runs: its attempts so far, and how its bytes arrive. */
export function RunningDetail({ running }: { running: Running }) {
  const { t } = useTranslation()
  const now = useNow()
  const per = running.arrivals.map((each, index) => each.bytes - (running.arrivals[index - 1]?.bytes ?? 0))
  return (
    <div className="stack">
      <section>
        <h2>{t('live.sofar')}</h2>
        <WaterfallChart course={{ ...running, attempts: attemptsSoFar(running, elapsed(running, now)), durationMs: elapsed(running, now), runs: true }} />
      </section>
      <section>
        <h2>{t('live.arriving')}</h2>
        <Sparkline values={per} width={400} height={56} />
      </section>
      <dl className={logClasses.facts}>
        <dt>{t('live.phase')}</dt>
        <dd>{t(`phase.${running.phase}`, running.phase)}</dd>
        <dt>{t('logs.model')}</dt>
        <dd>{running.model ?? '–'}</dd>
        <dt>{t('logs.channel')}</dt>
        <dd>{running.channel ?? t('live.planning')}</dd>
        <dt>{t('logs.caller')}</dt>
        <dd>{callerName(running, t)}</dd>
        <dt>{t('live.bytes')}</dt>
        <dd>{bytes(running.bytes)}</dd>
        {/* Most upstreams tell at the end; before, they say one. */}
        {(running.outputTokens ?? 0) > 1 && (
          <>
            <dt>{t('tokens.output')}</dt>
            <dd>
              <Count of={running.outputTokens} />
            </dd>
          </>
        )}
        <dt>{t('logs.duration')}</dt>
        <dd>
          <Duration ms={seconds(running, now)} />
        </dd>
      </dl>
    </div>
  )
}
