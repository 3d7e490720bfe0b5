import { IconHistory } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../api/client'
import type { AuditEntry } from '../../api/types'
import { useSearchMember } from '../../app/search'
import { actionName, actionText } from './action'
import { authorName } from '../../components/author'
import { DataTable, type Columns } from '../../components/DataTable'
import { WithDetail } from '../../components/DetailPane'
import { Empty } from '../../components/Empty'
import { ErrorCard } from '../../components/ErrorCard'
import { PageHeader } from '../../components/PageHeader'
import { SearchInput } from '../../components/SearchInput'
import { Ago } from '../../components/Show'
import { RowsSkeleton } from '../../components/Skeletons'
import { State } from '../../components/State'
import { told } from '../../locales/said'
import { Entry } from './Entry'

/** What was done to the gateway, each entry sealed by the one before. */
export default function Audit() {
  const { t } = useTranslation()
  const [find, setFind] = useSearchMember('find')
  const [chosen, choose] = useSearchMember('entry')
  const trail = useInfiniteQuery({
    queryKey: ['audit'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => body(api.GET('/api/audit', { params: { query: { limit: 200, cursor: pageParam } } })),
    getNextPageParam: (last) => last.next ?? undefined,
  })
  const rows = useMemo(() => {
    const wanted = (find ?? '').toLowerCase()
    return (trail.data?.pages.flatMap((page) => page.items) ?? []).filter((each) => [each.author, each.action, t(`did.${actionName(each.action)}`, ''), each.target, each.detail, told('details', each.detail)].some((text) => text.toLowerCase().includes(wanted)))
  }, [trail.data, find, t])
  const columns = useMemo<Columns<AuditEntry>>(
    () => [
      { id: 'number', header: '#', accessorFn: (row) => row.number, meta: { width: '0 0 52px', number: true, from: 'sm' } },
      { id: 'time', header: t('logs.time'), accessorFn: (row) => row.time, cell: ({ row }) => <Ago time={row.original.time} />, meta: { width: '0 0 100px' } },
      { id: 'author', header: t('configuration.author'), accessorFn: (row) => row.author, cell: ({ row }) => <span title={row.original.author}>{authorName(row.original.author, t)}</span>, meta: { width: '1 1 90px' } },
      { id: 'action', header: t('audit.action'), accessorFn: (row) => t(`did.${actionName(row.action)}`, actionText(row.action)), meta: { width: '1 1 90px' } },
      { id: 'target', header: t('audit.target'), accessorFn: (row) => told('details', row.target), meta: { width: '1 1 90px', from: 'sm' } },
      { id: 'detail', header: t('audit.detail'), accessorFn: (row) => told('details', row.detail), cell: ({ getValue }) => <span title={getValue<string>()}>{getValue<string>()}</span>, meta: { width: '2 1 120px', from: 'md' } },
      { id: 'intact', header: t('audit.seal'), accessorFn: (row) => (row.intact ? 1 : 0), cell: ({ row }) => <State tone={row.original.intact ? 'good' : 'bad'} title={row.original.hash}>{row.original.intact ? t('audit.intact') : t('audit.broken')}</State>, meta: { width: '0 0 90px', from: 'sm' } },
    ],
    [t],
  )
  const more = useCallback(() => {
    if (trail.hasNextPage && !trail.isFetchingNextPage) {
      void trail.fetchNextPage()
    }
  }, [trail])
  const shown = rows.find((each) => String(each.number) === chosen)
  const close = () => choose(null)
  return (
    <>
      <PageHeader title={t('nav.audit')} text={t('audit.text')}>
        <SearchInput label={t('audit.find')} value={find ?? ''} change={(text) => setFind(text || null)} />
      </PageHeader>
      <WithDetail
        title={shown ? `#${shown.number}` : ''}
        close={close}
        detail={shown ? <Entry of={shown} /> : null}
        list={
          <div className="card flush">
            {trail.isPending ? (
              <RowsSkeleton rows={10} />
            ) : trail.error && !trail.data ? (
              <ErrorCard error={trail.error} retry={() => void trail.refetch()} />
            ) : rows.length === 0 ? (
              <Empty icon={<IconHistory size={26} stroke={1.5} />} title={t('audit.empty')} text={t('audit.emptyText')} />
            ) : (
              <DataTable label={t('nav.audit')} rows={rows} columns={columns} id={(row) => String(row.number)} open={(row) => choose(String(row.number))} opened={chosen} reachedEnd={more} />
            )}
          </div>
        }
      />
    </>
  )
}
