import type { LogFilter } from '../../api/queries'
import type { Log } from '../../api/types'

export const FILTERS = ['status', 'channel', 'model', 'key', 'session', 'error'] as const
export type FilterName = (typeof FILTERS)[number]

const STATUS = /^[1-5]([0-9]{2}|xx)$/

/** The filters that a URL carries; a status that is none is left out, as the gateway would refuse it. */
export function readFilters(search: URLSearchParams): LogFilter {
  const filter: LogFilter = {}
  for (const name of FILTERS) {
    const value = search.get(name)?.trim()
    if (value && (name !== 'status' || STATUS.test(value))) {
      filter[name] = value
    }
  }
  return filter
}

/** The same, written into a URL that may carry more. */
export function writeFilters(search: URLSearchParams, filter: LogFilter): URLSearchParams {
  const next = new URLSearchParams(search)
  for (const name of FILTERS) {
    const value = filter[name]?.trim()
    if (value) {
      next.set(name, value)
    } else {
      next.delete(name)
    }
  }
  return next
}

/** Whether a request that has just ended belongs into the filtered list. */
export function fits(log: Log, filter: LogFilter): boolean {
  const status = String(log.status ?? '')
  const wanted = filter.status ?? ''
  return (
    (!wanted || (wanted.endsWith('xx') ? status.startsWith(wanted[0]!) && status.length === 3 : status === wanted)) &&
    (!filter.channel || log.channel === filter.channel) &&
    (!filter.model || log.model === filter.model || log.servedModel === filter.model) &&
    (!filter.key || log.caller?.id === filter.key) &&
    (!filter.session || log.session === filter.session) &&
    (!filter.error || (log.error ?? '').toLowerCase().includes(filter.error.toLowerCase()))
  )
}
