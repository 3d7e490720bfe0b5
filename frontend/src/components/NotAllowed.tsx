import { IconLock } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Empty } from './Empty'

export function NotAllowed() {
  const { t } = useTranslation()
  return <Empty icon={<IconLock size={28} stroke={1.5} />} title={t('state.notAllowed')} text={t('state.notAllowedMore')} />
}
