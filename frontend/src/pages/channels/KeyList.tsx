import { ActionIcon, Button, Menu, PasswordInput, TextInput } from '@mantine/core'
import { IconDots, IconPlus, IconRefresh } from '@tabler/icons-react'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../api/client'
import type { Channel, Key } from '../../api/types'
import { useChange } from '../../changes/useChange'
import { keyTone } from '../../components/channelState'
import { Confirm } from '../../components/Confirm'
import { Count, Until } from '../../components/Show'
import { State } from '../../components/State'
import classes from './ChannelDetail.module.css'

/** A channel's keys, always masked, with what is held against each. */
export function KeyList({ channel, revision }: { channel: Channel; revision: string | null }) {
  const { t } = useTranslation()
  const [adding, setAdding] = useState(false)
  return (
    <section>
      <div className="row between">
        <h2>{t('channels.keysTitle')}</h2>
        <Button size="compact-sm" variant="subtle" leftSection={<IconPlus size={14} />} onClick={() => setAdding(!adding)} aria-expanded={adding}>
          {t('channels.addKey')}
        </Button>
      </div>
      {adding && <AddKey channel={channel} revision={revision} done={() => setAdding(false)} />}
      <div className={classes.keys}>
        {channel.keys.map((key) => (
          <KeyRow key={key.id} channel={channel} of={key} revision={revision} last={channel.keys.length === 1} />
        ))}
      </div>
    </section>
  )
}

function KeyRow({ channel, of, revision, last }: { channel: Channel; of: Key; revision: string | null; last: boolean }) {
  const { t } = useTranslation()
  const change = useChange()
  const [asked, setAsked] = useState(false)
  const path = { id: channel.id, key: of.id }
  const header = { 'If-Match': revision ?? undefined }
  const reset = () =>
    change.mutate({
      said: t('channels.keyReset'),
      make: async () => ({ ...(await answer(api.POST('/api/channels/{id}/keys/{key}/reset', { params: { path } }))), etag: null }),
    })
  const enable = (enabled: boolean) =>
    change.mutate({
      said: enabled ? t('channels.keyEnabled') : t('channels.keyDisabled'),
      revision,
      make: () => answer(api.PATCH('/api/channels/{id}/keys/{key}', { params: { path, header }, body: { enabled } })),
    })
  const remove = () =>
    change.mutate({
      said: t('channels.keyRemoved'),
      revision,
      make: () => answer(api.DELETE('/api/channels/{id}/keys/{key}', { params: { path, header } })),
    })
  return (
    <div className={classes.key}>
      <span className="cut">
        <span className="mono">{of.masked}</span> {of.name && <span className="soft">{of.name}</span>}
      </span>
      <State tone={keyTone(of)}>
        {t(`keyState.${of.state}`)}
        {of.until && (
          <span className="soft">
            {' '}
            · <Until time={of.until} />
          </span>
        )}
      </State>
      <span className="num soft small" title={t('channels.keyFigures')}>
        <Count of={of.requests} />
        <span className="unit">{t('channels.requestsUnit')}</span>
        {of.failures > 0 && <span className="bad"> · {t('channels.failures', { count: of.failures })}</span>}
      </span>
      <span className="row">
        {(of.state === 'cooling' || of.state === 'rejected') && (
          <ActionIcon size="sm" aria-label={t('channels.resetKey')} title={t('channels.resetKey')} onClick={reset} loading={change.isPending}>
            <IconRefresh size={15} />
          </ActionIcon>
        )}
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon size="sm" aria-label={t('channels.more', { name: of.masked })}>
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => enable(!of.enabled)}>{of.enabled ? t('channels.disable') : t('channels.enable')}</Menu.Item>
            <Menu.Item onClick={reset}>{t('channels.resetKey')}</Menu.Item>
            <Menu.Item color="red" disabled={last} onClick={() => setAsked(true)}>
              {t('action.remove')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </span>
      {of.lastError && <span className={`${classes.why} soft small`}>{t('channels.lastError', { error: t(`verdict.${of.lastError}`, of.lastError) })}</span>}
      {asked && (
        <Confirm title={t('channels.removeKeyTitle')} verb={t('channels.removeKeyVerb')} busy={change.isPending} close={() => setAsked(false)} confirm={remove}>
          <code>{of.masked}</code>
        </Confirm>
      )}
    </div>
  )
}

function AddKey({ channel, revision, done }: { channel: Channel; revision: string | null; done: () => void }) {
  const { t } = useTranslation()
  const change = useChange()
  const [secret, setSecret] = useState('')
  const [name, setName] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.mutate(
      {
        said: t('channels.keyAdded'),
        revision,
        make: () =>
          answer(
            api.POST('/api/channels/{id}/keys', {
              params: { path: { id: channel.id }, header: { 'If-Match': revision ?? undefined } },
              body: { secret: secret.trim(), ...(name.trim() ? { name: name.trim() } : {}) },
            }),
          ),
      },
      { onSuccess: done },
    )
  }
  return (
    <form className={classes.addKey} onSubmit={submit}>
      <PasswordInput className="grow" size="xs" label={t('channels.key')} value={secret} onChange={(event) => setSecret(event.currentTarget.value)} autoComplete="off" placeholder="sk-… / env:NAME" data-autofocus visibilityToggleButtonProps={{ 'aria-label': t('signIn.show') }} />
      <TextInput size="xs" w={110} label={t('channelForm.name')} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <Button type="submit" size="xs" loading={change.isPending} disabled={!secret.trim()}>
        {t('action.add')}
      </Button>
    </form>
  )
}
