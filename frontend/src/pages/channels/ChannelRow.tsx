import { ActionIcon, Checkbox, Menu, Switch } from '@mantine/core'
import { useSortable } from '@dnd-kit/sortable'
import { CSS } from '@dnd-kit/utilities'
import { IconArrowDown, IconArrowUp, IconCopyPlus, IconDots, IconEdit, IconGripVertical, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Channel } from '../../api/types'
import { channelState } from '../../components/channelState'
import { Confirm } from '../../components/Confirm'
import { Count, Duration } from '../../components/Show'
import { State } from '../../components/State'
import classes from './ChannelRow.module.css'
import type { useChannelChanges } from './useChannelChanges'

type Props = {
  channel: Channel
  opened: boolean
  open: () => void
  edit: () => void
  copy: () => void
  step: (by: 1 | -1) => void
  changes: ReturnType<typeof useChannelChanges>
  marked: boolean
  mark: (on: boolean) => void
}

export function ChannelRow({ channel, opened, open, edit, copy, step, changes, marked, mark }: Props) {
  const { t } = useTranslation()
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({ id: channel.id })
  const [asked, setAsked] = useState(false)
  const state = channelState(channel)
  const ready = channel.keys.filter((key) => key.state === 'ready').length
  return (
    <div
      ref={setNodeRef}
      className={classes.row}
      data-opened={opened || undefined}
      data-dragging={isDragging || undefined}
      data-off={!channel.enabled || undefined}
      style={{ transform: CSS.Translate.toString(transform), transition }}
    >
      <button type="button" ref={setActivatorNodeRef} className={classes.grip} {...attributes} {...listeners} aria-label={t('channels.drag', { name: channel.name })}>
        <IconGripVertical size={16} stroke={1.8} />
      </button>
      <Checkbox size="xs" className={classes.mark} checked={marked} onChange={(event) => mark(event.currentTarget.checked)} aria-label={t('channels.mark', { name: channel.name })} />
      <button type="button" className={classes.name} onClick={open} aria-expanded={opened}>
        <strong className="cut">{channel.name}</strong>
        <span className="soft small cut">
          {t(`channelType.${channel.type}`)} · {hostOf(channel.baseUrl)}
        </span>
      </button>
      <span className={classes.state}>
        <State tone={state.tone}>{t(`channelState.${state.key}`)}</State>
      </span>
      <span className={`${classes.keys} soft`}>{ready === channel.keys.length ? t('channels.keys', { count: ready }) : t('channels.keysOf', { ready, count: channel.keys.length })}</span>
      <span className={`${classes.figure} num`} title={t('channels.requestsSince')}>
        <Count of={channel.requests} />
        <span className="unit">{t('channels.requestsUnit')}</span>
        {channel.failures > 0 && (
          <span className="small bad" style={{ display: 'block' }}>
            {t('channels.failures', { count: channel.failures })}
          </span>
        )}
      </span>
      <span className={`${classes.figure} num`} title={t('channels.lastLatency')}>
        <Duration ms={channel.lastLatencyMs} />
      </span>
      <Switch size="sm" checked={channel.enabled} onChange={(event) => changes.enable(channel, event.currentTarget.checked)} aria-label={t('channels.use', { name: channel.name })} />
      <Menu position="bottom-end" width={210}>
        <Menu.Target>
          <ActionIcon aria-label={t('channels.more', { name: channel.name })}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconEdit size={16} />} onClick={edit}>
            {t('action.edit')}
          </Menu.Item>
          <Menu.Item leftSection={<IconCopyPlus size={16} />} onClick={copy}>
            {t('channels.duplicate')}
          </Menu.Item>
          <Menu.Item leftSection={<IconArrowUp size={16} />} onClick={() => step(-1)}>
            {t('channels.up')}
          </Menu.Item>
          <Menu.Item leftSection={<IconArrowDown size={16} />} onClick={() => step(1)}>
            {t('channels.down')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={() => setAsked(true)}>
            {t('action.remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {asked && (
        <Confirm
          title={t('channels.removeTitle', { name: channel.name })}
          verb={t('channels.removeVerb')}
          busy={changes.busy}
          close={() => setAsked(false)}
          confirm={() => void changes.remove(channel).then(() => setAsked(false), () => setAsked(false))}
        >
          {t('channels.removeText', { count: channel.keys.length })}
        </Confirm>
      )}
    </div>
  )
}

export function hostOf(baseUrl: string): string {
  return URL.canParse(baseUrl) ? new URL(baseUrl).host : baseUrl
}
