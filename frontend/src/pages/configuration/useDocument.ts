import { useQuery } from '@tanstack/react-query'
import { answer, api, body } from '../../api/client'
import type { Schema } from './schemaAt'

export type ConfigurationDocument = { document: Record<string, unknown>; revision: string | null }

export function useDocument() {
  return useQuery({
    queryKey: ['config'],
    queryFn: async (): Promise<ConfigurationDocument> => {
      const { data, etag } = await answer(api.GET('/api/config'))
      return { document: data as Record<string, unknown>, revision: etag }
    },
  })
}

export function useSchema() {
  return useQuery({
    queryKey: ['schema'],
    staleTime: Infinity,
    // Its content type is application/schema+json, which the client would take for text.
    queryFn: async () => JSON.parse((await body(api.GET('/api/config/schema', { parseAs: 'text' }))) as unknown as string) as Schema,
  })
}

export function useRevision(number: number | null) {
  return useQuery({
    queryKey: ['revision', number],
    enabled: number !== null && number > 0,
    staleTime: Infinity,
    queryFn: () => body(api.GET('/api/config/revisions/{n}', { params: { path: { n: number! } } })),
  })
}
