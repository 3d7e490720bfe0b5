import { Button, Switch } from '@mantine/core'
import { IconDownload, IconListDetails } from '@tabler/icons-react'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { baseUrl } from '../../api/base'
import { onEvent } from '../../api/events'
import type { Log } from '../../api/types'
import { spanOf, useRange } from '../../app/range'
import { useSearch, withMembers } from '../../app/search'
import { DataTable } from '../../components/DataTable'
import { WithDetail } from '../../components/DetailPane'
import { Empty } from '../../components/Empty'
import { ErrorCard } from '../../components/ErrorCard'
import { PageHeader } from '../../components/PageHeader'
import { Identifier } from '../../components/Show'
import { RowsSkeleton } from '../../components/Skeletons'
import { useLogColumns } from './columns'
import { FilterBar } from './FilterBar'
import { fits, readFilters, writeFilters } from './filters'
import { LogDetail } from './LogDetail'
import { useLogPages } from './useLogPages'

const MOST_TAILED = 500

export default function Logs() {
  const { t } = useTranslation()
  const [search, setSearch] = useSearch()
  const [range] = useRange()
  const filter = useMemo(() => readFilters(search), [search])
  const tail = search.get('tail') === '1'
  const request = search.get('request')
  const pages = useLogPages(spanOf(range), filter)
  const arrived = useTail(tail, JSON.stringify(filter))
  const columns = useLogColumns()
  const rows = useMemo(() => {
    const known = pages.data?.pages.flatMap((page) => page.items) ?? []
    const ids = new Set(known.map((each) => each.id))
    return [...arrived.filter((each) => !ids.has(each.id)), ...known]
  }, [arrived, pages.data])
  const set = useCallback(
    (members: Record<string, string | null>) => setSearch((old) => withMembers(old, members), { replace: true }),
    [setSearch],
  )
  const close = useCallback(() => set({ request: null }), [set])
  const more = useCallback(() => {
    if (pages.hasNextPage && !pages.isFetchingNextPage) {
      void pages.fetchNextPage()
    }
  }, [pages])
  const filtered = Object.keys(filter).length > 0
  return (
    <>
      <PageHeader title={t('nav.logs')} text={t('logs.text')}>
        <Switch label={t('logs.tail')} checked={tail} onChange={(event) => set({ tail: event.currentTarget.checked ? '1' : null })} />
        <Button component="a" variant="default" leftSection={<IconDownload size={16} />} href={exportUrl(filter, range)} download="sluice-log.csv">
          {t('action.csv')}
        </Button>
      </PageHeader>
      <FilterBar filter={filter} change={(next) => setSearch((old) => writeFilters(old, next), { replace: true })} />
      <WithDetail
        title={request ? <Identifier of={request} most={28} /> : ''}
        close={close}
        detail={request ? <LogDetail id={request} /> : null}
        list={
          <div className="card flush">
            {pages.isPending ? (
              <RowsSkeleton rows={12} />
            ) : pages.error && rows.length === 0 ? (
              <ErrorCard error={pages.error} retry={() => void pages.refetch()} />
            ) : rows.length === 0 ? (
              <Empty icon={<IconListDetails size={26} stroke={1.5} />} title={filtered ? t('logs.noneFits') : t('logs.empty')} text={filtered ? undefined : t('logs.emptyText')}>
                {filtered ? (
                  <Button variant="default" onClick={() => setSearch((old) => writeFilters(old, {}))}>
                    {t('action.clear')}
                  </Button>
                ) : (
                  <Button component={Link} to="/connect">
                    {t('firstSteps.step2')}
                  </Button>
                )}
              </Empty>
            ) : (
              <DataTable label={t('nav.logs')} rows={rows} columns={columns} id={(row) => row.id} open={(row) => set({ request: row.id })} opened={request} reachedEnd={more} />
            )}
          </div>
        }
      />
    </>
  )
}

function useTail(on: boolean, filterText: string): Log[] {
  const [arrived, setArrived] = useState<Log[]>([])
  useEffect(() => {
    setArrived([])
    if (!on) {
      return
    }
    const filter = JSON.parse(filterText) as ReturnType<typeof readFilters>
    return onEvent('request', (log) => fits(log, filter) && setArrived((old) => [log, ...old].slice(0, MOST_TAILED)))
  }, [on, filterText])
  return arrived
}

function exportUrl(filter: object, range: string): string {
  return `${baseUrl()}/api/stats/export?${new URLSearchParams({ ...filter, since: range }).toString()}`
}
