import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Channel, Log } from '../../api/types'
import { channelState } from '../../components/channelState'
import { Duration } from '../../components/Show'
import { State } from '../../components/State'
import classes from './HealthStrip.module.css'
import { outcomesOf } from './outcomes'

const SHOWN = 40

/** Every channel with how its last attempts went, the newest at the right. */
export function HealthStrip({ channels, logs }: { channels: Channel[]; logs: Log[] }) {
  const { t } = useTranslation()
  return (
    <section className="card">
      <div className="row between">
        <h2>{t('nav.channels')}</h2>
        <span className="soft small">{t('overview.lastAttempts')}</span>
      </div>
      <div className={classes.list}>
        {channels.map((channel) => {
          const state = channelState(channel)
          const outcomes = outcomesOf(channel.id, logs, SHOWN)
          const bad = outcomes.filter((each) => !each.good).length
          return (
            <Link key={channel.id} to={`/channels?channel=${encodeURIComponent(channel.id)}`} className={classes.channel}>
              <span className={`${classes.name} cut`}>{channel.name}</span>
              <span className={classes.state}>
                <State tone={state.tone}>{t(`channelState.${state.key}`)}</State>
              </span>
              <span className={classes.strip} role="img" aria-label={t('overview.outcomes', { count: outcomes.length, bad })}>
                {Array.from({ length: SHOWN }, (_, index) => {
                  const outcome = outcomes[outcomes.length - SHOWN + index]
                  return <i key={index} data-outcome={outcome ? (outcome.good ? 'good' : 'bad') : undefined} title={outcome && t(`verdict.${outcome.verdict}`, outcome.verdict)} />
                })}
              </span>
              <span className={classes.latency}>
                <Duration ms={channel.lastLatencyMs} />
              </span>
            </Link>
          )
        })}
      </div>
    </section>
  )
}
