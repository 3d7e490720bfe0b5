import { Button } from '@mantine/core'
import { IconEdit, IconPlayerPlay, IconCopyPlus } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { api, body } from '../../api/client'
import { useSeries, useStats } from '../../api/queries'
import type { Channel } from '../../api/types'
import { bucketOf, spanOf, useRange } from '../../app/range'
import { Bars } from '../../components/Bars'
import { channelState } from '../../components/channelState'
import { errorText } from '../../components/ErrorCard'
import { Count, Money } from '../../components/Show'
import { State } from '../../components/State'
import { filled } from '../../format/buckets'
import { told } from '../../locales/said'
import classes from './ChannelDetail.module.css'
import { KeyList } from './KeyList'
import { TestReport } from './TestReport'

type Props = { channel: Channel; revision: string | null; edit: () => void; copy: () => void }

export function ChannelDetail({ channel, revision, edit, copy }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const state = channelState(channel)
  const test = useMutation({
    mutationFn: () => body(api.POST('/api/channels/{id}/test', { params: { path: { id: channel.id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: ['channels'] }),
  })
  return (
    <div className="stack">
      <div className="row wrap between">
        <State tone={state.tone}>{t(`channelState.${state.key}`)}</State>
        <div className="row wrap">
          <Button size="xs" variant="default" leftSection={<IconPlayerPlay size={14} />} loading={test.isPending} onClick={() => test.mutate()}>
            {t('channels.test')}
          </Button>
          <Button size="xs" variant="default" leftSection={<IconCopyPlus size={14} />} onClick={copy}>
            {t('channels.duplicate')}
          </Button>
          <Button size="xs" leftSection={<IconEdit size={14} />} onClick={edit}>
            {t('action.edit')}
          </Button>
        </div>
      </div>
      {test.data && <TestReport result={test.data} />}
      {test.error && <p className="bad">{errorText(test.error, t)}</p>}
      <Traffic channel={channel} />
      <KeyList channel={channel} revision={revision} />
      <Facts channel={channel} />
      <Card id={channel.id} />
    </div>
  )
}

function Traffic({ channel }: { channel: Channel }) {
  const { t } = useTranslation()
  const [range] = useRange()
  const bucket = bucketOf(range)
  const series = useSeries(spanOf(range), bucket, { channel: channel.id })
  const stats = useStats(spanOf(range), undefined, { channel: channel.id })
  if (!series.data || !stats.data) {
    return null
  }
  const total = stats.data.total
  const bars = filled(series.data.items, series.data.from, series.data.to, bucket).map(({ at, of }) => ({ at, good: (of?.requests ?? 0) - (of?.errors ?? 0), bad: of?.errors ?? 0 }))
  return (
    <section>
      <div className="row between wrap">
        <h2>{t(`range.${range}`)}</h2>
        <span className="soft">
          <Count of={total.requests} /> {t('overview.requestsWord', { count: total.requests })} · <Money of={total.cost} /> · <Link to={`/logs?channel=${encodeURIComponent(channel.id)}`}>{t('nav.logs')}</Link>
        </span>
      </div>
      <Bars bars={bars} bucket={bucket} label={t('overview.trafficLabel', { range: t(`range.${range}`) })} />
    </section>
  )
}

function Facts({ channel }: { channel: Channel }) {
  const { t } = useTranslation()
  const maps = Object.entries(channel.modelMap)
  const rows: [string, string][] = [
    [t('channelForm.baseUrl'), channel.baseUrl],
    [t('channelForm.type'), t(`channelType.${channel.type}`)],
    [t('channelForm.auth'), t(`authScheme.${channel.auth}`, channel.auth)],
    [t('channelForm.weight'), String(channel.weight)],
    [t('channelForm.models'), channel.models.join(', ') || t('channels.allModels')],
    ...(maps.length > 0 ? [[t('channelForm.modelMap'), maps.map(([from, to]) => `${from} → ${to}`).join(', ')] as [string, string]] : []),
    ...(channel.groups.length > 0 ? [[t('channelForm.groups'), channel.groups.join(', ')] as [string, string]] : []),
    ...(channel.maxConcurrent > 0 ? [[t('channelForm.maxConcurrent'), String(channel.maxConcurrent)] as [string, string]] : []),
    ...(channel.costMultiplier !== 1 ? [[t('channelForm.costMultiplier'), String(channel.costMultiplier)] as [string, string]] : []),
    ...(channel.proxy ? [[t('channelForm.proxy'), channel.proxy.url] as [string, string]] : []),
  ]
  return (
    <dl className={classes.facts}>
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** What becomes of each part of a request that comes in another protocol. */
function Card({ id }: { id: string }) {
  const { t } = useTranslation()
  const card = useQuery({ queryKey: ['card', id], queryFn: () => body(api.GET('/api/channels/{id}/card', { params: { path: { id } } })) })
  const lossy = card.data?.parts.filter((part) => part.becomes === 'dropped' || part.becomes === 'degraded' || part.becomes === 'refused') ?? []
  if (lossy.length === 0) {
    return null
  }
  return (
    <details className={classes.card}>
      <summary>{t('channels.converts', { count: lossy.length })}</summary>
      <ul>
        {lossy.map((part) => (
          <li key={part.part}>
            <code>{told('treatments', part.part)}</code> <span className="soft">{t(`becomes.${part.becomes}`)}</span> {part.note && <span className="soft">· {told('treatments', part.note)}</span>}
          </li>
        ))}
      </ul>
    </details>
  )
}
