import { IconActivity } from '@tabler/icons-react'
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { listening, onEvent, onListening } from '../../api/events'
import { useRecentLogs } from '../../api/queries'
import type { Log } from '../../api/types'
import { useSearchMember } from '../../app/search'
import { useRunning } from '../../app/useRunning'
import { DataTable } from '../../components/DataTable'
import { WithDetail } from '../../components/DetailPane'
import { Empty } from '../../components/Empty'
import { ErrorCard } from '../../components/ErrorCard'
import { PageHeader } from '../../components/PageHeader'
import { Identifier } from '../../components/Show'
import { RowsSkeleton } from '../../components/Skeletons'
import { State } from '../../components/State'
import { useLogColumns } from '../logs/columns'
import { LogDetail } from '../logs/LogDetail'
import classes from './Live.module.css'
import { RunningDetail } from './RunningDetail'
import { RunningRow } from './RunningRow'

const SHOWN = 200

export default function Live() {
  const { t } = useTranslation()
  const running = useRunning()
  const connected = useSyncExternalStore(onListening, listening)
  const first = useRecentLogs({ since: '1h' }, 50)
  const arrived = useArrived()
  const columns = useLogColumns()
  const [request, setRequest] = useSearchMember('request')
  const close = useCallback(() => setRequest(null), [setRequest])
  const followed = running.find((each) => each.id === request)
  const known = new Set(arrived.map((each) => each.id))
  const ended = [...arrived, ...(first.data?.items ?? []).filter((each) => !known.has(each.id))].slice(0, SHOWN)
  return (
    <>
      <PageHeader title={t('nav.live')} text={t('live.text')}>
        <State tone={connected ? 'good' : 'warn'}>{connected ? t('live.listening') : t('live.connecting')}</State>
      </PageHeader>
      <WithDetail
        title={request ? <Identifier of={request} most={28} /> : ''}
        close={close}
        detail={!request ? null : followed ? <RunningDetail running={followed} /> : <LogDetail key={request} id={request} />}
        list={
          <div className="stack">
            {/* Always there, so that the first request moves nothing. */}
            <section className="card flush" aria-live="off">
              <h2 className={classes.heading}>{t('live.running', { count: running.length })}</h2>
              {running.length === 0 && <p className={`${classes.quiet} soft cut`}>{t('overview.quiet')}</p>}
              {running.map((each) => (
                <RunningRow key={each.id} running={each} open={() => setRequest(each.id)} />
              ))}
            </section>
            <section className="card flush">
              <h2 className={classes.heading}>{t('live.ended')}</h2>
              {first.isPending ? (
                <RowsSkeleton />
              ) : first.error ? (
                <ErrorCard error={first.error} retry={() => void first.refetch()} />
              ) : ended.length === 0 ? (
                <Empty icon={<IconActivity size={26} stroke={1.5} />} title={t('live.empty')} text={t('live.emptyText')}>
                  <Button component={Link} to="/connect">
                    {t('firstSteps.step2')}
                  </Button>
                </Empty>
              ) : (
                <DataTable label={t('live.ended')} rows={ended} columns={columns} id={(row) => row.id} open={(row) => setRequest(row.id)} opened={request} />
              )}
            </section>
          </div>
        }
      />
    </>
  )
}

function useArrived(): Log[] {
  const [arrived, setArrived] = useState<Log[]>([])
  useEffect(() => onEvent('request', (log) => setArrived((old) => [log, ...old].slice(0, SHOWN))), [])
  return arrived
}
