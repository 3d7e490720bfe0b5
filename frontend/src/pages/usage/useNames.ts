import { useTranslation } from 'react-i18next'
import { useIssuedKeys, usePeople } from '../../api/access'
import type { Dimension } from '../../api/types'
import { useIsAdmin } from '../../app/signedIn'

const ACCESS_KEY = /^[0-9a-f]{12}$/

/** What the keys and people are called that figures name by their ids. */
export function useNames(by: Dimension): (id: string) => string {
  const { t } = useTranslation()
  const admin = useIsAdmin()
  const keys = useIssuedKeys(by === 'key')
  const people = usePeople(admin && by === 'user')
  if (by === 'key') {
    return (id) => keys.data?.items.find((each) => each.id === id)?.name ?? (ACCESS_KEY.test(id) ? `${t('shell.accessKey')} ${id.slice(0, 6)}` : id)
  }
  return (id) => (by === 'user' ? people.data?.items.find((each) => each.id === id)?.name : undefined) ?? id
}
