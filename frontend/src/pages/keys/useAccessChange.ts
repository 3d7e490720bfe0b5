import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/client'
import { errorText } from '../../components/ErrorCard'
import { toast } from '../../components/Toasts'

type Change = { method: 'POST' | 'PATCH' | 'DELETE' | 'GET'; path: string; body?: unknown; said?: string }

/** Changes keys or people and refreshes both. */
export function useAccessChange<T>() {
  const { t } = useTranslation()
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ method, path, body }: Change) => call<T>(method, path, body),
    onSuccess: async (_, { said }) => {
      if (said) {
        toast(said)
      }
      await Promise.all(['issued-keys', 'people', 'audit'].map((name) => client.invalidateQueries({ queryKey: [name] })))
    },
    onError: (failure) => toast(errorText(failure, t), { tone: 'bad' }),
  })
}
