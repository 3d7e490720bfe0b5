import { Button, Switch } from '@mantine/core'
import { IconCoin, IconPlus, IconRefresh } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePrices } from '../../api/queries'
import type { Price } from '../../api/types'
import { useSearch, withMembers } from '../../app/search'
import { DataTable, type Columns } from '../../components/DataTable'
import { Empty } from '../../components/Empty'
import { ErrorCard } from '../../components/ErrorCard'
import { PageHeader } from '../../components/PageHeader'
import { SearchInput } from '../../components/SearchInput'
import { RowsSkeleton } from '../../components/Skeletons'
import { PriceForm } from './PriceForm'
import { SyncDialog } from './SyncDialog'

/** What models cost, in US dollars for a million tokens. */
export default function Prices() {
  const { t } = useTranslation()
  const [search, setSearch] = useSearch()
  const prices = usePrices()
  const [syncing, setSyncing] = useState(false)
  const set = (members: Record<string, string | null>) => setSearch((old) => withMembers(old, members), { replace: true })
  const text = search.get('find') ?? ''
  const mine = search.get('mine') === '1'
  const rows = useMemo(
    () => (prices.data?.items ?? []).filter((each) => (!mine || each.source === 'manual') && each.model.toLowerCase().includes(text.toLowerCase())),
    [prices.data, text, mine],
  )
  const edited = search.get('edit')
  const columns = useMemo<Columns<Price>>(() => {
    const rate = (id: 'input' | 'output' | 'cacheRead' | 'cacheWrite', from?: 'sm' | 'md'): Columns<Price>[number] => ({
      id,
      header: t(`prices.short_${id}`),
      accessorFn: (row) => Number(row[id] ?? -1),
      cell: ({ row }) => <Rate of={row.original[id]} />,
      meta: { number: true, width: '0 1 100px', from },
    })
    return [
      { id: 'model', header: t('logs.model'), accessorFn: (row) => row.model, meta: { width: '2 1 140px' } },
      { id: 'source', header: t('prices.source'), accessorFn: (row) => row.source ?? '', cell: ({ row }) => <span className={row.original.source === 'manual' ? '' : 'soft'}>{row.original.source ? t(`prices.source_${row.original.source}`) : '–'}{row.original.holds === false && ` · ${t('prices.notHeld')}`}</span>, meta: { width: '0 1 190px', from: 'md' } },
      rate('input'), rate('cacheRead', 'md'), rate('cacheWrite', 'md'), rate('output'),
    ]
  }, [t])
  return (
    <>
      <PageHeader title={t('nav.prices')} text={t('prices.text')}>
        <Button variant="default" leftSection={<IconRefresh size={16} />} onClick={() => setSyncing(true)}>
          {t('prices.sync')}
        </Button>
        <Button leftSection={<IconPlus size={16} />} onClick={() => set({ edit: '' , add: '1' })}>
          {t('prices.set')}
        </Button>
      </PageHeader>
      <div className="row wrap" style={{ marginBottom: 12 }}>
        <SearchInput label={t('prices.find')} value={text} change={(find) => set({ find })} />
        <Switch label={t('prices.mine')} checked={mine} onChange={(event) => set({ mine: event.currentTarget.checked ? '1' : null })} />
        <span className="soft small">{t('prices.count', { count: rows.length })}</span>
      </div>
      <div className="card flush">
        {prices.isPending ? (
          <RowsSkeleton rows={12} />
        ) : prices.error && !prices.data ? (
          <ErrorCard error={prices.error} retry={() => void prices.refetch()} />
        ) : rows.length === 0 ? (
          <Empty icon={<IconCoin size={26} stroke={1.5} />} title={t('prices.none')} text={t('prices.noneText')} />
        ) : (
          <DataTable label={t('nav.prices')} rows={rows} columns={columns} id={(row) => `${row.model} ${row.source} ${row.from ?? ''}`} open={(row) => set({ edit: row.model })} />
        )}
      </div>
      {prices.data && (edited || search.get('add')) && (
        <PriceForm key={edited ?? ''} price={prices.data.items.find((each) => each.model === edited)} etag={prices.data.etag} close={() => set({ edit: null, add: null })} />
      )}
      {syncing && <SyncDialog etag={prices.data?.etag ?? null} close={() => setSyncing(false)} />}
    </>
  )
}

function Rate({ of }: { of: string | number | undefined }) {
  return of === undefined ? <span className="soft">–</span> : <span className="tnum">${Number(of).toLocaleString('en', { maximumFractionDigits: 6, minimumFractionDigits: 2 })}</span>
}
