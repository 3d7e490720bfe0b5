import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Channel } from '../../api/types'
import { Confirm } from '../../components/Confirm'
import { useChannelChanges } from './useChannelChanges'

/** What can be done to all marked channels. */
export function BulkBar({ channels, revision, clear }: { channels: Channel[]; revision: string | null; clear: () => void }) {
  const { t } = useTranslation()
  const changes = useChannelChanges(revision)
  const [asked, setAsked] = useState(false)
  const count = channels.length
  const run = (action: 'activate' | 'deactivate' | 'remove', said: string) => void changes.all(channels, said, action).then(clear, () => {})
  return (
    <div className="card row wrap" style={{ marginBottom: 12, padding: '8px 16px' }} role="toolbar" aria-label={t('channels.bulk')}>
      <strong className="grow" style={{ flexBasis: 180 }}>{t('channels.marked', { count })}</strong>
      <Button size="xs" variant="default" loading={changes.busy} onClick={() => run('activate', t('channels.enabledAll', { count }))}>
        {t('channels.enable')}
      </Button>
      <Button size="xs" variant="default" loading={changes.busy} onClick={() => run('deactivate', t('channels.disabledAll', { count }))}>
        {t('channels.disable')}
      </Button>
      <Button size="xs" variant="light" color="red" onClick={() => setAsked(true)}>
        {t('action.remove')}
      </Button>
      <Button size="xs" variant="subtle" onClick={clear}>
        {t('channels.unmark')}
      </Button>
      {asked && (
        <Confirm title={t('channels.removeAll', { count })} verb={t('action.remove')} busy={changes.busy} close={() => setAsked(false)} confirm={() => run('remove', t('channels.removedAll', { count }))}>
          <ul>
            {channels.map((each) => (
              <li key={each.id}>{each.name}</li>
            ))}
          </ul>
        </Confirm>
      )}
    </div>
  )
}
