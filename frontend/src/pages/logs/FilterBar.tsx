import { Button, Select, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useChannels, useStats, type LogFilter } from '../../api/queries'
import { spanOf, useRange } from '../../app/range'
import { useIsAdmin } from '../../app/signedIn'
import classes from './FilterBar.module.css'

const STATUSES = ['2xx', '4xx', '5xx', '400', '401', '429', '529']

export function FilterBar({ filter, change }: { filter: LogFilter; change: (next: LogFilter) => void }) {
  const { t } = useTranslation()
  const [range] = useRange()
  const admin = useIsAdmin()
  const channels = useChannels(admin)
  const models = useStats(spanOf(range), 'model')
  const set = (member: LogFilter) => change({ ...filter, ...member })
  const modelNames = [...new Set([...(models.data?.items.map((each) => each.model) ?? []), filter.model].filter((each): each is string => Boolean(each)))]
  const statuses = filter.status && !STATUSES.includes(filter.status) ? [...STATUSES, filter.status] : STATUSES
  const channelIds = [...new Set([...(channels.data?.items.map((each) => each.id) ?? []), ...(filter.channel ? [filter.channel] : [])])]
  return (
    <div className={classes.bar} role="search" aria-label={t('logs.filters')}>
      <Select size="xs" aria-label={t('logs.status')} placeholder={t('logs.anyStatus')} data={statuses} value={filter.status ?? null} onChange={(value) => set({ status: value ?? undefined })} clearable clearButtonProps={{ 'aria-label': t('logs.anyStatus') }} />
      {(admin || channelIds.length > 0) && <Select size="xs" aria-label={t('logs.channel')} placeholder={t('logs.anyChannel')} data={channelIds} value={filter.channel ?? null} onChange={(value) => set({ channel: value ?? undefined })} clearable searchable />}
      <Select size="xs" aria-label={t('logs.model')} placeholder={t('logs.anyModel')} data={modelNames} value={filter.model ?? null} onChange={(value) => set({ model: value ?? undefined })} clearable searchable />
      <Text name={t('logs.session')} value={filter.session} change={(session) => set({ session })} />
      <Text name={t('logs.callerId')} value={filter.key} change={(key) => set({ key })} />
      <Text name={t('logs.errorText')} value={filter.error} change={(error) => set({ error })} />
      {Object.keys(filter).length > 0 && (
        <Button size="xs" variant="subtle" leftSection={<IconX size={14} />} onClick={() => change({})}>
          {t('action.clear')}
        </Button>
      )}
    </div>
  )
}

/** Takes effect a moment after the last letter. */
function Text({ name, value, change }: { name: string; value?: string; change: (value: string | undefined) => void }) {
  const [text, setText] = useState(value ?? '')
  useEffect(() => setText(value ?? ''), [value])
  useEffect(() => {
    if (text.trim() === (value ?? '')) {
      return
    }
    const timer = setTimeout(() => change(text.trim() || undefined), 350)
    return () => clearTimeout(timer)
  })
  return <TextInput size="xs" aria-label={name} placeholder={name} value={text} onChange={(event) => setText(event.currentTarget.value)} />
}
