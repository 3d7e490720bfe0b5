import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconChevronRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useConnection } from '../api/connection'
import { useChannels, useHealth, useRecentLogs } from '../api/queries'
import { relative } from '../format/time'
import { healthSentence, type Tone } from './healthSentence'
import classes from './HealthLine.module.css'
import { useLanguage } from './language'
import { useNow } from './now'
import { useRunning } from './useRunning'

const ICONS = { good: IconCircleCheck, warn: IconAlertTriangle, bad: IconCircleX } satisfies Record<Tone, unknown>

/** Whether everything is all right, in words. */
export function HealthLine() {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow()
  const health = useHealth()
  const channels = useChannels()
  const ours = useRecentLogs({ since: '24h' }, 1, { status: '5xx' })
  const theirs = useRecentLogs({ since: '24h' }, 20, { status: '4xx' })
  const running = useRunning()
  const connection = useConnection()
  if (!connection.reachable) {
    return (
      <div className={classes.line} data-tone="bad">
        <IconCircleX size={18} stroke={1.9} aria-hidden />
        <span className={classes.words}>
          <strong>{t('state.unreachable')}</strong>
        </span>
      </div>
    )
  }
  if (!health.data || !channels.data) {
    return <div className={classes.line} aria-hidden />
  }
  const sentence = healthSentence(health.data, channels.data.items)
  const Icon = ICONS[sentence.tone]
  // What the gateway itself refused (a limit, an unknown model) says nothing of its health.
  const failed = [...(ours.data?.items ?? []), ...(theirs.data?.items ?? []).filter((each) => each.attempts.length > 0)]
  const last = failed.sort((a, b) => b.time.localeCompare(a.time))[0]
  const more = [
    sentence.resting > 0 ? t('health.resting', { count: sentence.resting }) : null,
    running.length > 0 ? t('health.streams', { count: running.length }) : null,
    last ? t('health.lastError', { ago: relative(last.time, now, language) }) : sentence.tone === 'good' ? t('health.noError') : null,
  ].filter(Boolean)
  const first = t(`health.${sentence.key}`, { ...sentence.values, why: t([`verdict.${sentence.values.why}`, `channelState.${sentence.values.why}`], '') })
  return (
    <Link to={sentence.to} className={classes.line} data-tone={sentence.tone} role="status" title={[first, ...more].join(' · ')}>
      <Icon size={18} stroke={1.9} aria-hidden />
      <span className={classes.words}>
        <strong>{first}</strong>
        {more.map((each) => (
          <span key={each} className={classes.more}>
            {' · '}
            {each}
          </span>
        ))}
      </span>
      {sentence.tone !== 'good' && <IconChevronRight size={16} aria-hidden />}
    </Link>
  )
}
