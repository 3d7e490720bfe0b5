import { Button } from '@mantine/core'
import { IconStethoscope } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../api/client'
import { useHealth } from '../../api/queries'
import type { Findings, Health } from '../../api/types'
import { Empty } from '../../components/Empty'
import { ErrorCard } from '../../components/ErrorCard'
import { PageHeader } from '../../components/PageHeader'
import { Count, Duration } from '../../components/Show'
import { RowsSkeleton } from '../../components/Skeletons'
import { State, type StateTone } from '../../components/State'
import { inWords } from '../../locales/said'
import classes from './HealthPage.module.css'

const TONES: Record<string, StateTone> = { ok: 'good', warning: 'warn', failed: 'bad' }

export default function HealthPage() {
  const { t } = useTranslation()
  const health = useHealth()
  const doctor = useMutation({ mutationFn: () => body(api.POST('/api/doctor', { body: {} })) })
  const ping = useQuery({ queryKey: ['ping'], queryFn: () => body(api.GET('/api/ping')), enabled: false })
  return (
    <>
      <PageHeader title={t('nav.health')} text={t('doctor.text')}>
        <Button variant="default" loading={ping.isFetching} onClick={() => void ping.refetch()}>
          {t('doctor.ping')}
        </Button>
        <Button leftSection={<IconStethoscope size={16} />} loading={doctor.isPending} onClick={() => doctor.mutate()}>
          {t('doctor.run')}
        </Button>
      </PageHeader>
      <div className="stack">
        <section className="card">{health.data ? <Facts health={health.data} /> : health.error ? <ErrorCard error={health.error} retry={() => void health.refetch()} /> : <RowsSkeleton rows={3} />}</section>
        {ping.data && (
          <section className="card">
            <h2>{t('doctor.pinged')}</h2>
            <div className={classes.list}>
              {ping.data.items.map((each) => (
                <div key={each.channel} className={classes.item}>
                  <State tone={each.alive ? 'good' : 'bad'}>{each.alive ? t('doctor.alive') : t('doctor.silent')}</State>
                  <span className="grow">{each.channel}</span>
                  <span className="soft tnum">{each.status ?? ''}</span>
                  <Duration ms={each.latencyMs} />
                </div>
              ))}
            </div>
          </section>
        )}
        <section className="card">
          {doctor.isPending ? (
            <RowsSkeleton rows={8} />
          ) : doctor.error ? (
            <ErrorCard error={doctor.error} retry={() => doctor.mutate()} />
          ) : doctor.data ? (
            <Report findings={doctor.data} />
          ) : (
            <Empty icon={<IconStethoscope size={26} stroke={1.5} />} title={t('doctor.notYet')} text={t('doctor.notYetText')} />
          )}
        </section>
      </div>
    </>
  )
}

function Facts({ health }: { health: Health }) {
  const { t } = useTranslation()
  return (
    <dl className={classes.facts}>
      <div>
        <dt>{t('doctor.status')}</dt>
        <dd>
          <State tone={({ healthy: 'good', degraded: 'warn', down: 'bad' } as const)[health.status]}>{t(`doctor.status_${health.status}`)}</State>
        </dd>
      </div>
      <div>
        <dt>{t('doctor.uptime')}</dt>
        <dd>
          <Duration ms={health.uptime * 1000} />
        </dd>
      </div>
      <div>
        <dt>{t('doctor.version')}</dt>
        <dd>{health.version}</dd>
      </div>
      <div>
        <dt>{t('configuration.revision')}</dt>
        <dd>{health.config.revision}</dd>
      </div>
      <div>
        <dt>{t('doctor.books')}</dt>
        <dd>
          <State tone={health.books.store === 'ok' && health.books.journal === 'ok' ? 'good' : 'warn'}>
            {health.books.store === 'ok' ? t('doctor.booksOk') : t('doctor.booksAway')}
          </State>
        </dd>
      </div>
      <div>
        <dt>{t('doctor.waiting')}</dt>
        <dd>
          <Count of={health.books.waiting} />
        </dd>
      </div>
      {health.books.lost + health.books.unbooked > 0 && (
        <div>
          <dt>{t('doctor.lost')}</dt>
          <dd className="bad">
            <Count of={health.books.lost + health.books.unbooked} />
          </dd>
        </div>
      )}
    </dl>
  )
}

function Report({ findings }: { findings: Findings }) {
  const { t } = useTranslation()
  const groups = [...new Map(findings.items.map((each) => [each.group, each.words.group]))]
  return (
    <div className="stack">
      <div className="row wrap">
        <State tone="good">{t('doctor.ok', { count: findings.summary.ok })}</State>
        <State tone="warn">{t('doctor.warnings', { count: findings.summary.warning })}</State>
        <State tone="bad">{t('doctor.failures', { count: findings.summary.failed })}</State>
      </div>
      {groups.map(([group, words]) => (
        <section key={group}>
          <h2 className={classes.group}>{inWords(words)}</h2>
          <div className={classes.list}>
            {findings.items
              .filter((each) => each.group === group)
              .map((each, index) => (
                <div key={index} className={classes.finding}>
                  <State tone={TONES[each.state] ?? 'off'}>{t(`doctor.state_${each.state}`)}</State>
                  <div className="grow">
                    <strong>{inWords(each.words.check)}</strong> <span className="soft">{inWords(each.words.seen)}</span>
                    {each.words.fix && <p>→ {inWords(each.words.fix)}</p>}
                  </div>
                </div>
              ))}
          </div>
        </section>
      ))}
    </div>
  )
}
