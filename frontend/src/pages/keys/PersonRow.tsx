import { ActionIcon, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Person } from '../../api/access'
import { api, body } from '../../api/client'
import { Confirm } from '../../components/Confirm'
import { State } from '../../components/State'
import classes from './Keys.module.css'
import { Meters } from './Meters'
import { useAccessChange } from './useAccessChange'

export function PersonRow({ of, edit }: { of: Person; edit: () => void }) {
  const { t } = useTranslation()
  const change = useAccessChange<unknown>()
  const [asked, setAsked] = useState(false)
  const params = { path: { id: of.id } }
  return (
    <div className={classes.row}>
      <div>
        <strong>{of.name}</strong>
        <div className="soft small">
          {t(`role.${of.role}`)} · {t('people.keys', { count: of.keys.length })}
        </div>
      </div>
      <State tone={of.enabled ? 'good' : 'off'}>{of.enabled ? t('keys.valid') : t('keyState.disabled')}</State>
      <Meters of={of} />
      <span className="soft small">{of.note}</span>
      <Menu position="bottom-end" width={200}>
        <Menu.Target>
          <ActionIcon aria-label={t('channels.more', { name: of.name })}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={edit}>{t('action.edit')}</Menu.Item>
          <Menu.Item onClick={() => change.mutate({ make: () => body(api.PATCH('/api/users/{id}', { params, body: { enabled: !of.enabled } })), said: t(of.enabled ? 'keys.disabled' : 'keys.enabled', { name: of.name }) })}>
            {of.enabled ? t('channels.disable') : t('channels.enable')}
          </Menu.Item>
          <Menu.Item color="red" onClick={() => setAsked(true)}>
            {t('action.remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {asked && (
        <Confirm title={t('channels.removeTitle', { name: of.name })} verb={t('action.remove')} busy={change.isPending} close={() => setAsked(false)} confirm={() => change.mutate({ make: () => body(api.DELETE('/api/users/{id}', { params })), said: t('channels.removed', { name: of.name }) }, { onSettled: () => setAsked(false) })}>
          {t('people.removeText')}
        </Confirm>
      )}
    </div>
  )
}
