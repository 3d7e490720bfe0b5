import { ActionIcon, Button, Modal, Radio, Select, TextInput } from '@mantine/core'
import { IconEdit, IconPlus, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../api/client'
import { useChannels } from '../../api/queries'
import type { Mapping } from '../../api/types'
import { useChange } from '../../changes/useChange'
import { Empty } from '../../components/Empty'
import { ErrorCard } from '../../components/ErrorCard'
import { PageHeader } from '../../components/PageHeader'
import { RowsSkeleton } from '../../components/Skeletons'
import { useFocusBack } from '../../components/useFocusBack'
import classes from './Routing.module.css'

const STRATEGIES = ['failover', 'round-robin', 'random'] as const

export default function Routing() {
  const { t } = useTranslation()
  return (
    <>
      <PageHeader title={t('nav.routing')} text={t('routing.text')} />
      <div className="stack">
        <StrategyCard />
        <Mappings />
      </div>
    </>
  )
}

function StrategyCard() {
  const { t } = useTranslation()
  const change = useChange()
  const strategy = useQuery({ queryKey: ['strategy'], queryFn: () => answer(api.GET('/api/strategy')).then(({ data, etag }) => ({ ...data, revision: etag })) })
  if (strategy.error && !strategy.data) {
    return (
      <section className="card">
        <ErrorCard error={strategy.error} retry={() => void strategy.refetch()} />
      </section>
    )
  }
  const revision = strategy.data?.revision ?? null
  const choose = (next: string) =>
    change.mutate({
      said: t('routing.strategySet', { strategy: t(`strategy.${next}`) }),
      revision,
      make: () => answer(api.PUT('/api/strategy', { params: { header: { 'If-Match': revision ?? undefined } }, body: { strategy: next as (typeof STRATEGIES)[number] } })),
    })
  return (
    <section className="card">
      <h2>{t('routing.strategy')}</h2>
      <Radio.Group value={strategy.data?.strategy ?? null} onChange={choose} aria-label={t('routing.strategy')}>
        <div className={classes.strategies}>
          {STRATEGIES.map((each) => (
            <Radio.Card key={each} value={each} className={classes.strategy} disabled={change.isPending || !strategy.data}>
              <div className="row" style={{ alignItems: 'flex-start' }}>
                <Radio.Indicator mt={2} />
                <div>
                  <strong>{t(`strategy.${each}`)}</strong>
                  <p className="soft">{t(`routing.about_${each}`)}</p>
                </div>
              </div>
            </Radio.Card>
          ))}
        </div>
      </Radio.Group>
    </section>
  )
}

function Mappings() {
  const { t } = useTranslation()
  const change = useChange()
  const mappings = useQuery({ queryKey: ['mappings'], queryFn: () => answer(api.GET('/api/mappings', { params: { query: { limit: 1000 } } })).then(({ data, etag }) => ({ items: data.items, revision: etag })) })
  const [edited, setEdited] = useState<Mapping | 'new'>()
  const revision = mappings.data?.revision ?? null
  const remove = (mapping: Mapping) =>
    change.mutate({
      said: t('routing.mappingRemoved', { from: mapping.from }),
      revision,
      make: () => answer(api.DELETE('/api/mappings/{id}', { params: { path: { id: mapping.id }, header: { 'If-Match': revision ?? undefined } } })),
    })
  const add = (
    <Button size="xs" leftSection={<IconPlus size={14} />} onClick={() => setEdited('new')}>
      {t('routing.addMapping')}
    </Button>
  )
  return (
    <section className="card">
      <div className="row between wrap">
        <div>
          <h2>{t('routing.mappings')}</h2>
          <p className="soft">{t('routing.mappingsText')}</p>
        </div>
        {(mappings.data?.items.length ?? 0) > 0 && add}
      </div>
      {mappings.isPending ? (
        <RowsSkeleton rows={3} />
      ) : mappings.error && !mappings.data ? (
        <ErrorCard error={mappings.error} retry={() => void mappings.refetch()} />
      ) : mappings.data?.items.length === 0 ? (
        <Empty title={t('routing.noMapping')} text={t('routing.noMappingText')}>
          {add}
        </Empty>
      ) : (
        <div className={classes.list}>
          {mappings.data?.items.map((each) => (
            <div key={each.id} className={classes.mapping}>
              <span className="mono">{each.from}</span>
              <span className="soft" aria-hidden>→</span>
              <span className="mono grow">{each.to}</span>
              <span className="soft">{each.channel ?? t('routing.everyChannel')}</span>
              <ActionIcon aria-label={`${t('action.edit')} ${each.from}`} onClick={() => setEdited(each)}>
                <IconEdit size={16} />
              </ActionIcon>
              <ActionIcon aria-label={`${t('action.remove')} ${each.from}`} onClick={() => remove(each)}>
                <IconTrash size={16} />
              </ActionIcon>
            </div>
          ))}
        </div>
      )}
      {edited && <MappingForm mapping={edited === 'new' ? undefined : edited} revision={revision} close={() => setEdited(undefined)} />}
    </section>
  )
}

function MappingForm({ mapping, revision, close }: { mapping?: Mapping; revision: string | null; close: () => void }) {
  const { t } = useTranslation()
  useFocusBack()
  const change = useChange()
  const channels = useChannels()
  const [from, setFrom] = useState(mapping?.from ?? '')
  const [to, setTo] = useState(mapping?.to ?? '')
  const [channel, setChannel] = useState<string | null>(mapping?.channel ?? null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const body = { from: from.trim(), to: to.trim(), channel }
    const header = { 'If-Match': revision ?? undefined }
    change.mutate(
      {
        said: t('routing.mappingSaved', { from: body.from }),
        revision,
        make: () => (mapping ? answer(api.PUT('/api/mappings/{id}', { params: { path: { id: mapping.id }, header }, body })) : answer(api.POST('/api/mappings', { params: { header }, body }))),
      },
      { onSuccess: close },
    )
  }
  return (
    <Modal opened onClose={close} title={mapping ? t('routing.editMapping') : t('routing.addMapping')} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <form className="stack" onSubmit={submit}>
        <TextInput label={t('routing.from')} placeholder="sonnet" value={from} onChange={(event) => setFrom(event.currentTarget.value)} data-autofocus classNames={{ input: 'mono' }} />
        <TextInput label={t('routing.to')} placeholder="claude-sonnet-4-5" value={to} onChange={(event) => setTo(event.currentTarget.value)} classNames={{ input: 'mono' }} />
        <Select label={t('logs.channel')} placeholder={t('routing.everyChannel')} data={(channels.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))} value={channel} onChange={setChannel} clearable />
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button variant="default" onClick={close}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" disabled={!from.trim() || !to.trim()} loading={change.isPending}>
            {t('action.save')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
