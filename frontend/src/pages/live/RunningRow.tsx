import { useTranslation } from 'react-i18next'
import type { Running } from '../../api/events'
import { useNow } from '../../app/now'
import { Count, Duration } from '../../components/Show'
import classes from './RunningRow.module.css'

/** One request that runs; its mark beats whenever it is heard of. */
export function RunningRow({ running, compact }: { running: Running; compact?: boolean }) {
  const { t } = useTranslation()
  const now = useNow()
  const who = running.caller?.name ?? (running.caller?.kind === 'access-key' ? t('shell.accessKey') : running.caller?.id)
  return (
    <div className={classes.row} data-compact={compact || undefined}>
      <span key={running.beats} className={classes.pulse} aria-hidden />
      <span className={`${classes.model} cut`}>{running.model ?? '–'}</span>
      <span className="soft cut">{running.channel ?? t('live.planning')}</span>
      {!compact && <span className="soft cut">{who ?? '–'}</span>}
      {!compact && (
        <span className="num">
          <Count of={running.outputTokens} />
        </span>
      )}
      <span className="num">
        <Duration ms={Math.max(0, Math.floor((now - Date.parse(running.time)) / 1000) * 1000)} />
      </span>
    </div>
  )
}
