import { Button } from '@mantine/core'
import { IconMessages } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { api, body } from '../../api/client'
import type { Figures } from '../../api/types'
import { useRange } from '../../app/range'
import { DataTable, type Columns } from '../../components/DataTable'
import { Empty } from '../../components/Empty'
import { ErrorCard } from '../../components/ErrorCard'
import { PageHeader } from '../../components/PageHeader'
import { Ago, Count, Duration, Identifier, SumCost } from '../../components/Show'
import { RowsSkeleton } from '../../components/Skeletons'
import { State } from '../../components/State'
import { percent } from '../../format/number'

/** Conversations, the last used first. */
export default function Sessions() {
  const { t } = useTranslation()
  const [range] = useRange()
  const navigate = useNavigate()
  const sessions = useInfiniteQuery({
    queryKey: ['sessions', range],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => body(api.GET('/api/sessions', { params: { query: { since: range, limit: 200, cursor: pageParam } } })),
    getNextPageParam: (last) => last.next ?? undefined,
  })
  const rows = useMemo(() => sessions.data?.pages.flatMap((page) => page.items) ?? [], [sessions.data])
  const columns = useMemo<Columns<Figures>>(
    () => [
      { id: 'session', header: t('logs.session'), accessorFn: (row) => row.session, cell: ({ row }) => <Identifier of={row.original.session} most="room" />, meta: { width: '1.6 1 120px' } },
      { id: 'active', header: t('logs.status'), accessorFn: (row) => (row.active ? 1 : 0), cell: ({ row }) => <State tone={row.original.active ? 'good' : 'off'}>{row.original.active ? t('sessions.active') : t('sessions.idle')}</State>, meta: { width: '0 0 84px', from: 'sm' } },
      { id: 'last', header: t('sessions.last'), accessorFn: (row) => row.last, cell: ({ row }) => (row.original.last ? <Ago time={row.original.last} /> : '–'), meta: { width: '0 0 100px' } },
      { id: 'span', header: t('sessions.span'), accessorFn: span, cell: ({ row }) => <Duration ms={span(row.original)} />, meta: { number: true, width: '0 0 90px', from: 'md' } },
      { id: 'requests', header: t('overview.requests'), accessorFn: (row) => row.requests, cell: ({ row }) => <Count of={row.original.requests} />, meta: { number: true, width: '0 0 80px' } },
      { id: 'errors', header: t('overview.errorRate'), accessorFn: (row) => row.errors, cell: ({ row }) => percent(row.original.requests ? row.original.errors / row.original.requests : 0), meta: { number: true, width: '0 0 72px', from: 'md' } },
      { id: 'tokens', header: t('overview.tokens'), accessorFn: tokens, cell: ({ row }) => <Count of={tokens(row.original)} />, meta: { number: true, width: '0 0 80px', from: 'sm' } },
      { id: 'cost', header: t('overview.cost'), accessorFn: (row) => Number(row.cost), cell: ({ row }) => <SumCost of={row.original} />, meta: { number: true, width: '0 0 84px', from: 'sm' } },
    ],
    [t],
  )
  const more = useCallback(() => {
    if (sessions.hasNextPage && !sessions.isFetchingNextPage) {
      void sessions.fetchNextPage()
    }
  }, [sessions])
  return (
    <>
      <PageHeader title={t('nav.sessions')} text={t('sessions.text')} />
      <div className="card flush">
        {sessions.isPending ? (
          <RowsSkeleton rows={10} />
        ) : sessions.error && rows.length === 0 ? (
          <ErrorCard error={sessions.error} retry={() => void sessions.refetch()} />
        ) : rows.length === 0 ? (
          <Empty icon={<IconMessages size={26} stroke={1.5} />} title={t('sessions.empty')} text={t('sessions.emptyText')}>
            <Button component={Link} to="/connect">
              {t('firstSteps.step2')}
            </Button>
          </Empty>
        ) : (
          <DataTable label={t('nav.sessions')} rows={rows} columns={columns} id={(row) => row.session ?? ''} open={(row) => void navigate(`/logs?session=${encodeURIComponent(row.session ?? '')}&range=${range}`)} reachedEnd={more} />
        )}
      </div>
    </>
  )
}

function tokens(of: Figures): number {
  return of.inputTokens + of.outputTokens + of.cacheReadTokens + of.cacheWriteTokens
}

function span(of: Figures): number {
  return of.first && of.last ? Date.parse(of.last) - Date.parse(of.first) : 0
}
