import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { errorText } from '../../components/ErrorCard'
import { toast } from '../../components/Toasts'

type Change<T> = {
  make: () => Promise<T>
  said?: string
  /** Whether who asked tells itself what went wrong. */
  tells?: boolean
}

/** Changes keys or people and refreshes both. */
export function useAccessChange<T>() {
  const { t } = useTranslation()
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ make }: Change<T>) => make(),
    onSuccess: async (_, { said }) => {
      if (said) {
        toast(said)
      }
      await Promise.all(['issued-keys', 'people', 'audit'].map((name) => client.invalidateQueries({ queryKey: [name] })))
    },
    onError: (failure, { tells }) => {
      if (!tells) {
        toast(errorText(failure, t), { tone: 'bad' })
      }
    },
  })
}
