import { useTranslation } from 'react-i18next'
import { answer, api } from '../../api/client'
import type { Channel } from '../../api/types'
import { useChange } from '../../changes/useChange'
import type { Move } from './tiers'

/** What can be done to channels with one press. */
export function useChannelChanges(revision: string | null) {
  const { t } = useTranslation()
  const change = useChange()
  const header = { 'If-Match': revision ?? undefined }

  const enable = (channel: Channel, on: boolean) =>
    change.mutate({
      said: on ? t('channels.enabled', { name: channel.name }) : t('channels.disabled', { name: channel.name }),
      revision,
      make: () => answer(api.PUT(on ? '/api/channels/{id}/activate' : '/api/channels/{id}/deactivate', { params: { path: { id: channel.id }, header } })),
    })

  const remove = (channel: Channel) =>
    change.mutateAsync({
      said: t('channels.removed', { name: channel.name }),
      revision,
      make: () => answer(api.DELETE('/api/channels/{id}', { params: { path: { id: channel.id }, header } })),
    })

  const move = (move: Move, name: string) =>
    change.mutate({
      said: move.priority === null ? t('channels.moved', { name }) : t('channels.movedTier', { name }),
      revision,
      make: async () => {
        let held = revision
        if (move.priority !== null) {
          const patched = await answer(
            api.PATCH('/api/channels/{id}', { params: { path: { id: move.id }, header: { 'If-Match': held ?? undefined } }, body: { priority: move.priority } }),
          )
          held = patched.etag
        }
        return answer(api.PUT('/api/channels/order', { params: { header: { 'If-Match': held ?? undefined } }, body: { ids: move.order } }))
      },
    })

  /** The same for several, one after the other. */
  const all = (channels: Channel[], said: string, action: 'activate' | 'deactivate' | 'remove') =>
    change.mutateAsync({
      said,
      revision,
      make: async () => {
        let held = revision
        for (const channel of channels) {
          const params = { path: { id: channel.id }, header: { 'If-Match': held ?? undefined } }
          const done =
            action === 'remove' ? await answer(api.DELETE('/api/channels/{id}', { params })) : await answer(api.PUT(`/api/channels/{id}/${action}`, { params }))
          held = done.etag
        }
        return { etag: held }
      },
    })

  return { enable, remove, move, all, busy: change.isPending }
}
