import type { TFunction } from 'i18next'

/** Who made a change, for people: `api:access-key:7905a4c1d2…` becomes `Access key 7905a4`. */
export function authorName(author: string, t: TFunction): string {
  const byKey = /^(?:\w+:)?access-key:([0-9a-f]+)$/.exec(author)
  const name = author.replace(/^api:/, '')
  return byKey ? `${t('shell.accessKey')} ${byKey[1]!.slice(0, 6)}` : t(`author.${name}`, name)
}
