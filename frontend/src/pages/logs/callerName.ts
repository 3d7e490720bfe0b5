import type { Log } from '../../api/types'

export function callerName(log: Pick<Log, 'caller'>, t: (key: string) => string): string {
  const caller = log.caller
  return caller?.name ?? (caller?.kind === 'access-key' ? t('shell.accessKey') : (caller?.id ?? '–'))
}
