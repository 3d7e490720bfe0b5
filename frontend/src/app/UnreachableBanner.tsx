import { IconPlugConnectedX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../api/connection'
import { duration } from '../format/time'
import { useLanguage } from './language'
import { useNow } from './now'
import classes from './UnreachableBanner.module.css'

export function UnreachableBanner() {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow()
  const connection = useConnection()
  if (connection.reachable) {
    return null
  }
  return (
    <div className={classes.banner} role="alert">
      <IconPlugConnectedX size={18} stroke={1.8} aria-hidden />
      <span>
        <strong>{t('shell.unreachable')}</strong> {t('shell.unreachableMore', { age: duration(Math.max(1000, Math.floor((now - connection.since) / 1000) * 1000), language) })}
      </span>
    </div>
  )
}
