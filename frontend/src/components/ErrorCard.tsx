import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Refused, Unreachable } from '../api/problem'
import { Empty } from './Empty'

/** What failed, why, and a way to try again, in the place where it failed. */
export function ErrorCard({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useTranslation()
  const forbidden = error instanceof Refused && error.status === 403
  return (
    <div role="alert">
      <Empty
        icon={<IconAlertTriangle size={26} stroke={1.6} />}
        title={forbidden ? t('state.notAllowed') : error instanceof Unreachable ? t('state.unreachable') : t('state.failed')}
        text={errorText(error, t)}
      >
        {retry && !forbidden && (
          <Button variant="default" onClick={retry}>
            {t('action.retry')}
          </Button>
        )}
      </Empty>
    </div>
  )
}

export function errorText(error: unknown, t: (key: string) => string): string {
  if (error instanceof Unreachable) {
    return t('state.unreachableMore')
  }
  return error instanceof Error ? error.message : String(error)
}
