import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api, body } from '../../api/client'
import type { Revision } from '../../api/types'
import { useSearchMember } from '../../app/search'
import { useChange } from '../../changes/useChange'
import { Confirm } from '../../components/Confirm'
import { authorName } from '../../components/author'
import { DataTable, type Columns } from '../../components/DataTable'
import { Empty } from '../../components/Empty'
import { ErrorCard } from '../../components/ErrorCard'
import { Ago } from '../../components/Show'
import { RowsSkeleton } from '../../components/Skeletons'
import { told } from '../../locales/said'
import { SideBySide } from './SideBySide'
import { useDocument, useRevision } from './useDocument'

/** Every revision, what it changed, and the way back to it. */
export function HistoryTab() {
  const { t } = useTranslation()
  const [chosen, choose] = useSearchMember('revision')
  const revisions = useInfiniteQuery({
    queryKey: ['revisions', 'all'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => body(api.GET('/api/config/revisions', { params: { query: { limit: 200, cursor: pageParam } } })),
    getNextPageParam: (last) => last.next ?? undefined,
  })
  const rows = useMemo(() => revisions.data?.pages.flatMap((page) => page.items) ?? [], [revisions.data])
  const columns = useMemo<Columns<Revision>>(
    () => [
      { id: 'revision', header: t('configuration.revision'), accessorFn: (row) => row.revision, meta: { width: '0 0 72px', number: true } },
      { id: 'summary', header: t('configuration.change'), accessorFn: (row) => told('summaries', row.summary), meta: { width: '3 1 160px' } },
      { id: 'author', header: t('configuration.author'), accessorFn: (row) => authorName(row.author, t), meta: { width: '1 1 80px', from: 'sm' } },
      { id: 'time', header: t('logs.time'), accessorFn: (row) => row.time, cell: ({ row }) => <Ago time={row.original.time} />, meta: { width: '0 0 100px' } },
    ],
    [t],
  )
  const more = useCallback(() => {
    if (revisions.hasNextPage && !revisions.isFetchingNextPage) {
      void revisions.fetchNextPage()
    }
  }, [revisions])
  if (revisions.isPending) {
    return <RowsSkeleton rows={8} />
  }
  if (revisions.error && rows.length === 0) {
    return <ErrorCard error={revisions.error} retry={() => void revisions.refetch()} />
  }
  if (rows.length === 0) {
    return <Empty title={t('overview.noChange')} />
  }
  const number = chosen ? Number(chosen) : null
  return (
    <div className="stack">
      {number && <OneRevision key={number} revision={number} newest={rows[0]!.revision} close={() => choose(null)} />}
      <div className="card flush">
        <DataTable label={t('overview.history')} rows={rows} columns={columns} id={(row) => String(row.revision)} open={(row) => choose(String(row.revision))} opened={chosen} reachedEnd={more} />
      </div>
    </div>
  )
}

function OneRevision({ revision, newest, close }: { revision: number; newest: number; close: () => void }) {
  const { t } = useTranslation()
  const change = useChange()
  const now = useDocument()
  const after = useRevision(revision)
  const before = useRevision(revision > 1 ? revision - 1 : null)
  const [asked, setAsked] = useState(false)
  const [againstNow, setAgainstNow] = useState(false)
  if (after.error) {
    return <ErrorCard error={after.error} retry={() => void after.refetch()} />
  }
  if (!after.data || (revision > 1 && before.isPending)) {
    return <RowsSkeleton rows={5} />
  }
  const shown = (document: unknown) => JSON.stringify(document ?? {}, null, 2)
  const rollback = () =>
    change.mutate(
      {
        said: t('configuration.rolledBack', { revision }),
        revision: now.data?.revision,
        make: () => answer(api.POST('/api/config/rollback', { params: { header: { 'If-Match': now.data?.revision ?? undefined } }, body: { revision } })),
      },
      { onSettled: () => setAsked(false), onSuccess: close },
    )
  return (
    <section className="card stack">
      <div className="row wrap between">
        <div>
          <h2>{t('configuration.revisionIs', { revision })}</h2>
          <span className="soft">
            {told('summaries', after.data.summary)} · {authorName(after.data.author, t)} · <Ago time={after.data.time} />
          </span>
        </div>
        <div className="row wrap">
          <Button size="xs" variant="default" onClick={() => setAgainstNow(!againstNow)} disabled={revision === newest}>
            {againstNow ? t('configuration.compareBefore') : t('configuration.compareNow')}
          </Button>
          <Button size="xs" variant="default" disabled={revision === newest} onClick={() => setAsked(true)}>
            {t('configuration.rollback')}
          </Button>
          <Button size="xs" variant="subtle" onClick={close}>
            {t('action.close')}
          </Button>
        </div>
      </div>
      {againstNow ? (
        <SideBySide before={shown(after.data.document)} after={shown(now.data?.document)} names={[t('configuration.revisionIs', { revision }), t('configuration.now')]} />
      ) : (
        <SideBySide before={shown(before.data?.document)} after={shown(after.data.document)} names={[t('configuration.revisionIs', { revision: revision - 1 }), t('configuration.revisionIs', { revision })]} />
      )}
      {asked && (
        <Confirm size="xl" title={t('configuration.rollbackTitle', { revision })} verb={t('configuration.rollback')} busy={change.isPending} close={() => setAsked(false)} confirm={rollback}>
          <div className="stack">
            <p>{t('configuration.rollbackText')}</p>
            <SideBySide before={shown(now.data?.document)} after={shown(after.data.document)} names={[t('configuration.now'), t('configuration.revisionIs', { revision })]} />
          </div>
        </Confirm>
      )}
    </section>
  )
}
