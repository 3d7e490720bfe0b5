import { useQuery } from '@tanstack/react-query'
import { call } from './client'

/** Issued keys, people and the audit trail, in the shapes of `/api/keys`, `/api/users`, `/api/audit`. */
export type Spans = Partial<Record<'5h' | 'day' | 'week' | 'month' | 'total', string | null>>

export type Slot = { channel: string; model: string; effort?: string | null } | null

export type AccessUsage = {
  spent: Record<string, string>
  left: Record<string, string>
  resets: Record<string, string>
  reserved: string
  requestsLastMinute: number
  tokensLastMinute: number
  running: number
  sessions: number
}

export type Limits = {
  budgets: Spans
  rpm: number | null
  tpm: number | null
  concurrent: number | null
  sessions: number | null
  expiresAt: string | null
}

export type IssuedKey = Limits & {
  id: string
  name: string
  user: string | null
  userName: string | null
  note: string | null
  tags: string[]
  enabled: boolean
  models: string[]
  groups: string[]
  slots: Partial<Record<'opus' | 'sonnet' | 'haiku', Slot>>
  revealable: boolean
  prefix: string
  createdAt: string
  formerUntil: string | null
  usage: AccessUsage
}

export type Person = Limits & {
  id: string
  name: string
  note: string | null
  role: 'admin' | 'member'
  enabled: boolean
  keys: string[]
  createdAt: string
  usage: AccessUsage
}

export type AuditEntry = { number: number; time: string; author: string; action: string; target: string; detail: string; hash: string; intact: boolean }

export type Page<T> = { items: T[]; next: string | null }

export function useIssuedKeys(enabled = true) {
  return useQuery({ queryKey: ['issued-keys'], enabled, queryFn: () => call<Page<IssuedKey>>('GET', '/api/keys?limit=1000') })
}

export function usePeople(enabled = true) {
  return useQuery({ queryKey: ['people'], enabled, queryFn: () => call<Page<Person>>('GET', '/api/users?limit=1000') })
}
