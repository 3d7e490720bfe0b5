import { useTranslation } from 'react-i18next'
import { useNow } from '../../app/now'
import type { Running } from '../../app/running'
import { Duration } from '../../components/Show'
import { bytes } from '../../format/number'
import classes from './RunningRow.module.css'

/** One request that runs; its mark beats whenever it is heard of. */
export function RunningRow({ running, compact, open }: { running: Running; compact?: boolean; open?: () => void }) {
  const { t } = useTranslation()
  const now = useNow()
  const who = running.caller?.name ?? (running.caller?.kind === 'access-key' ? t('shell.accessKey') : running.caller?.id)
  return (
    <div
      className={classes.row}
      data-compact={compact || undefined}
      role={open ? 'button' : undefined}
      tabIndex={open ? 0 : undefined}
      onClick={open}
      onKeyDown={(event) => open && (event.key === 'Enter' || event.key === ' ') && (event.preventDefault(), open())}
    >
      <span key={running.beats} className={classes.pulse} aria-hidden />
      <span className={`${classes.model} cut`}>{running.model ?? '–'}</span>
      <span className="soft cut">
        {running.channel ?? t('live.planning')}
        {running.attempt > 1 && <span className="warn"> ×{running.attempt}</span>}
      </span>
      {!compact && <span className="soft cut">{who ?? '–'}</span>}
      {!compact && (
        <span className="num">
          {bytes(running.bytes)}
        </span>
      )}
      <span className="num">
        <Duration ms={seconds(running, now)} />
      </span>
    </div>
  )
}

/** By the gateway's clock up to when it was heard of, by this one's since. */
export function elapsed(running: Running, now: number): number {
  return running.elapsedMs + Math.max(0, now - running.heard)
}

/** The same in whole seconds, which do not flicker. */
export function seconds(running: Running, now: number): number {
  return Math.floor(elapsed(running, now) / 1000) * 1000
}
