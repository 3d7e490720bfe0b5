import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client'
import { Refused } from '../api/problem'
import { errorText } from '../components/ErrorCard'
import { toast } from '../components/Toasts'

/** The revision after a change: what `ETag` said. */
type Done = { etag: string | null }

type Change = {
  /** What to say when it is done. */
  said: string
  /** The revision that the change is made for; with it, the change can be undone. */
  revision?: string | null
  /** Whether who asked deals with a stale revision itself. */
  merges?: boolean
  /** Whether who asked tells itself what went wrong. */
  tells?: boolean
  make: () => Promise<Done>
}

/** Changes the configuration: says what was done, offers to undo it, refreshes what is shown. */
export function useChange() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const refresh = () =>
    Promise.all(['channels', 'health', 'revisions', 'config', 'strategy', 'mappings', 'card'].map((name) => client.invalidateQueries({ queryKey: [name] })))

  const undo = async (to: number, from: string) => {
    try {
      await answer(api.POST('/api/config/rollback', { params: { header: { 'If-Match': from } }, body: { revision: to } }))
      toast(t('change.undone'))
    } catch (failure) {
      toast(failure instanceof Refused && failure.stale ? t('change.undoTooLate') : errorText(failure, t), { tone: 'bad' })
    }
    await refresh()
  }

  return useMutation({
    mutationFn: async ({ make }: Change) => make(),
    onSuccess: async ({ etag }, { said, revision }) => {
      const before = Number(unquoted(revision))
      toast(said, { undo: etag && before > 0 && etag !== revision ? () => void undo(before, etag) : undefined })
      await refresh()
    },
    onError: async (failure, { merges, tells }) => {
      if (failure instanceof Refused && failure.stale) {
        if (!merges) {
          toast(t('change.stale'), { tone: 'bad' })
        }
        await refresh()
      } else if (!tells) {
        toast(errorText(failure, t), { tone: 'bad' })
      }
    },
  })
}

function unquoted(etag: string | null | undefined): string {
  return (etag ?? '').replaceAll('"', '')
}
