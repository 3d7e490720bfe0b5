import { useQuery } from '@tanstack/react-query'
import { api, body } from './client'
import type { components } from './schema'

type Schemas = components['schemas']

export type IssuedKey = Schemas['IssuedKey']
export type Person = Schemas['User']
export type AccessUsage = Schemas['AccessUsage']
export type Slot = Schemas['Slot']
/** Amounts by span of time; null lifts one. */
export type Spans = Schemas['Budgets']
/** What keys and people have in common. */
export type Limits = Pick<Person, 'budgets' | 'rpm' | 'tpm' | 'concurrent' | 'sessions' | 'expiresAt'>

export function useIssuedKeys(enabled = true) {
  return useQuery({ queryKey: ['issued-keys'], enabled, queryFn: () => body(api.GET('/api/keys', { params: { query: { limit: 1000 } } })) })
}

export function usePeople(enabled = true) {
  return useQuery({ queryKey: ['people'], enabled, queryFn: () => body(api.GET('/api/users', { params: { query: { limit: 1000 } } })) })
}
