import { Button } from '@mantine/core'
import { IconPlus, IconStack2 } from '@tabler/icons-react'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useChannels } from '../../api/queries'
import type { Channel } from '../../api/types'
import { useSearch, withMembers } from '../../app/search'
import { WithDetail } from '../../components/DetailPane'
import { Empty } from '../../components/Empty'
import { ErrorCard } from '../../components/ErrorCard'
import { PageHeader } from '../../components/PageHeader'
import { RowsSkeleton } from '../../components/Skeletons'
import { BulkBar } from './BulkBar'
import { ChannelDetail } from './ChannelDetail'
import { ChannelForm } from './ChannelForm'
import { TierList } from './TierList'

export default function Channels() {
  const { t } = useTranslation()
  const [search, setSearch] = useSearch()
  const channels = useChannels()
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set())
  const set = useCallback((members: Record<string, string | null>) => setSearch((old) => withMembers(old, members), { replace: true }), [setSearch])
  const close = useCallback(() => set({ channel: null }), [set])
  const items = channels.data?.items ?? []
  const revision = channels.data?.revision ?? null
  const open = items.find((each) => each.id === search.get('channel'))
  const edited = items.find((each) => each.id === search.get('edit'))
  const copied = items.find((each) => each.id === search.get('copy'))
  const mark = (id: string, on: boolean) => {
    const next = new Set(marked)
    if (on) {
      next.add(id)
    } else {
      next.delete(id)
    }
    setMarked(next)
  }
  const add = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => set({ add: '1' })}>
      {t('channels.add')}
    </Button>
  )
  return (
    <>
      <PageHeader title={t('nav.channels')} text={t('channels.text')}>
        {add}
      </PageHeader>
      <WithDetail
        title={open?.name ?? ''}
        close={close}
        detail={open ? <ChannelDetail channel={open} revision={revision} edit={() => set({ edit: open.id })} copy={() => set({ copy: open.id })} /> : null}
        list={
          channels.isPending ? (
            <div className="card flush">
              <RowsSkeleton />
            </div>
          ) : channels.error && !channels.data ? (
            <div className="card">
              <ErrorCard error={channels.error} retry={() => void channels.refetch()} />
            </div>
          ) : items.length === 0 ? (
            <div className="card">
              <Empty icon={<IconStack2 size={26} stroke={1.5} />} title={t('channels.empty')} text={t('channels.emptyText')}>
                {add}
              </Empty>
            </div>
          ) : (
            <>
              {marked.size > 0 && <BulkBar channels={items.filter((each) => marked.has(each.id))} revision={revision} clear={() => setMarked(new Set())} />}
              <TierList channels={items} revision={revision} opened={open?.id} open={(channel: Channel) => set({ channel: channel.id })} marked={marked} mark={mark} edit={(channel) => set({ edit: channel.id })} copy={(channel) => set({ copy: channel.id })} />
            </>
          )
        }
      />
      {(search.get('add') || edited || copied) && channels.data && (
        <ChannelForm
          key={edited?.id ?? copied?.id ?? 'new'}
          channel={edited}
          copyOf={copied}
          revision={revision}
          close={(id) => set({ add: null, edit: null, copy: null, ...(id ? { channel: id } : {}) })}
        />
      )}
    </>
  )
}
