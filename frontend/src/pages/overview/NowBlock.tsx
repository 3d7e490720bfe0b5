import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Log } from '../../api/types'
import { useRunning } from '../../app/useRunning'
import { Ago, Duration } from '../../components/Show'
import { Outcome } from '../../components/Outcome'
import { RunningRow } from '../live/RunningRow'
import classes from './NowBlock.module.css'

/** What runs now, and what has just ended. */
export function NowBlock({ logs }: { logs: Log[] }) {
  const { t } = useTranslation()
  const running = useRunning()
  const ended = logs.slice(0, Math.max(2, 6 - running.length))
  return (
    <section className="card">
      <div className="row between">
        <h2>
          {t('overview.now')} {running.length > 0 && <span className="soft">· {t('health.streams', { count: running.length })}</span>}
        </h2>
        <Link to="/live">{t('nav.live')}</Link>
      </div>
      <div className={classes.list}>
        {running.slice(0, 5).map((each) => (
          <RunningRow key={each.id} running={each} compact />
        ))}
        {ended.map((log) => (
          <Link key={log.id} to={`/logs?request=${log.id}`} className={classes.ended}>
            <Outcome log={log} short />
            <span className="cut grow">{log.model ?? '–'}</span>
            <Duration ms={log.durationMs} />
            <span className="soft small">
              <Ago time={log.time} />
            </span>
          </Link>
        ))}
        {running.length + ended.length === 0 && <p className="soft">{t('overview.quiet')}</p>}
      </div>
    </section>
  )
}
