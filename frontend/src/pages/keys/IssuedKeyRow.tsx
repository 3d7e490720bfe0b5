import { ActionIcon, Menu, Switch } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { IssuedKey } from '../../api/access'
import { api, body } from '../../api/client'
import { Confirm } from '../../components/Confirm'
import { Until } from '../../components/Show'
import { State } from '../../components/State'
import classes from './Keys.module.css'
import { Meters } from './Meters'
import { spentOut } from './limits'
import { useAccessChange } from './useAccessChange'

type Props = { of: IssuedKey; admin: boolean; edit: () => void; hand: (key: string) => void }

export function IssuedKeyRow({ of, admin, edit, hand }: Props) {
  const { t } = useTranslation()
  const change = useAccessChange<unknown>()
  const handing = useAccessChange<{ key: string }>()
  const [asked, setAsked] = useState<'remove' | 'rotate'>()
  const [atOnce, setAtOnce] = useState(false)
  const params = { path: { id: of.id } }
  const expired = of.expiresAt !== null && Date.parse(of.expiresAt) < Date.now()
  const formerWorks = of.formerUntil !== null && Date.parse(of.formerUntil) > Date.now()
  const grace = atOnce ? '0m' : '24h'
  const rotate = () => handing.mutate({ make: () => body(api.POST('/api/keys/{id}/rotate', { params, body: { grace } })) }, { onSuccess: ({ key }) => hand(key), onSettled: () => setAsked(undefined) })
  const reveal = () => handing.mutate({ make: () => body(api.GET('/api/keys/{id}/secret', { params })) }, { onSuccess: ({ key }) => hand(key) })
  return (
    <div className={classes.row}>
      <div>
        <strong className="cut" style={{ display: 'block' }}>
          {of.name}
        </strong>
        <span className="soft small">
          <span className="mono">{of.prefix}…</span>
          {of.userName && ` · ${of.userName}`}
          {of.note && ` · ${of.note}`}
        </span>
      </div>
      <KeyState of={of} expired={expired} />
      <Meters of={of} />
      <span className="soft small">
        {of.rpm === null ? t('keys.perMinute', { count: of.usage.requestsLastMinute }) : t('keys.perMinuteOf', { count: of.usage.requestsLastMinute, most: of.rpm })}
        {formerWorks && (
          <>
            <br />
            {t('keys.formerEnds')} <Until time={of.formerUntil!} />
          </>
        )}
        {of.expiresAt && !expired && (
          <>
            <br />
            {t('keys.ends')} <Until time={of.expiresAt} />
          </>
        )}
      </span>
      {admin ? (
        <Menu position="bottom-end" width={200}>
          <Menu.Target>
            <ActionIcon aria-label={t('channels.more', { name: of.name })}>
              <IconDots size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={edit}>{t('action.edit')}</Menu.Item>
            <Menu.Item onClick={() => change.mutate({ make: () => body(api.PATCH('/api/keys/{id}', { params, body: { enabled: !of.enabled } })), said: t(of.enabled ? 'keys.disabled' : 'keys.enabled', { name: of.name }) })}>
              {of.enabled ? t('channels.disable') : t('channels.enable')}
            </Menu.Item>
            <Menu.Item onClick={() => setAsked('rotate')}>{t('keys.rotate')}</Menu.Item>
            {of.revealable && <Menu.Item onClick={reveal}>{t('keys.reveal')}</Menu.Item>}
            <Menu.Divider />
            <Menu.Item color="red" onClick={() => setAsked('remove')}>
              {t('keys.revoke')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      ) : (
        <span />
      )}
      {asked === 'remove' && (
        <Confirm title={t('keys.revokeTitle', { name: of.name })} verb={t('keys.revoke')} busy={change.isPending} close={() => setAsked(undefined)} confirm={() => change.mutate({ make: () => body(api.DELETE('/api/keys/{id}', { params })), said: t('keys.revoked', { name: of.name }) }, { onSettled: () => setAsked(undefined) })}>
          {t('keys.revokeText')}
        </Confirm>
      )}
      {asked === 'rotate' && (
        <Confirm title={t('keys.rotateTitle', { name: of.name })} verb={t('keys.rotate')} busy={handing.isPending} close={() => setAsked(undefined)} confirm={rotate}>
          <div className="stack">
            <p>{t(atOnce ? 'keys.rotateAtOnceText' : 'keys.rotateText')}</p>
            <Switch label={t('keys.rotateAtOnce')} checked={atOnce} onChange={(event) => setAtOnce(event.currentTarget.checked)} />
          </div>
        </Confirm>
      )}
    </div>
  )
}

function KeyState({ of, expired }: { of: IssuedKey; expired: boolean }) {
  const { t } = useTranslation()
  if (!of.enabled) {
    return <State tone="off">{t('keyState.disabled')}</State>
  }
  if (expired) {
    return <State tone="bad">{t('keys.expired')}</State>
  }
  return spentOut(of.budgets, of.usage.spent) ? <State tone="bad">{t('keys.spentOut')}</State> : <State tone="good">{t('keys.valid')}</State>
}
