import { QueryClient, keepPreviousData, useQuery } from '@tanstack/react-query'
import { answer, api, body } from './client'
import { Refused } from './problem'
import type { Bucket } from '../format/buckets'
import type { Dimension } from './types'

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      refetchOnWindowFocus: true,
      networkMode: 'always',
      retry: (count, failure) => count < 2 && !(failure instanceof Refused && failure.status < 500),
      retryDelay: (count) => 400 * 2 ** count,
    },
    mutations: { networkMode: 'always' },
  },
})

/** A span of time as the API takes it: how long ago, or two instants. */
export type Span = { since: string; until?: string }

export type UsageFilter = Partial<Record<Dimension, string>>

export function useHealth() {
  return useQuery({ queryKey: ['health'], queryFn: () => body(api.GET('/health')), refetchInterval: 15_000 })
}

export function useChannels(enabled = true) {
  return useQuery({
    queryKey: ['channels'],
    enabled,
    queryFn: async () => {
      const { data, etag } = await answer(api.GET('/api/channels', { params: { query: { limit: 1000 } } }))
      return { items: data.items, revision: etag }
    },
    refetchInterval: 15_000,
  })
}

export function useStats(span: Span, by?: Dimension | 'day', filter: UsageFilter = {}, limit?: number) {
  return useQuery({
    queryKey: ['stats', span, by, filter, limit],
    queryFn: () => body(api.GET('/api/stats', { params: { query: { ...span, ...filter, by, limit } } })),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  })
}

/** How long answers were waited for. */
export function useLatency(span: Span, filter: UsageFilter = {}) {
  return useQuery({
    queryKey: ['latency', span, filter],
    queryFn: () => body(api.GET('/api/stats/latency', { params: { query: { ...span, ...filter } } })),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  })
}

export function useSeries(span: Span, bucket: Bucket, filter: UsageFilter = {}) {
  return useQuery({
    queryKey: ['series', span, bucket, filter],
    queryFn: () => body(api.GET('/api/stats/timeseries', { params: { query: { ...span, ...filter, bucket } } })),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  })
}

export type LogFilter = {
  session?: string
  status?: string
  channel?: string
  model?: string
  key?: string
  error?: string
}

export function useRecentLogs(span: Span, limit: number, filter: LogFilter = {}) {
  return useQuery({
    queryKey: ['logs', 'recent', span, limit, filter],
    queryFn: () => body(api.GET('/api/stats/logs', { params: { query: { ...filter, ...span, limit } } })),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  })
}

export function useRevisions(limit: number) {
  return useQuery({
    queryKey: ['revisions', limit],
    queryFn: () => body(api.GET('/api/config/revisions', { params: { query: { limit } } })),
  })
}

export function usePrices(enabled = true) {
  return useQuery({
    queryKey: ['prices'],
    enabled,
    queryFn: async () => {
      const { data, etag } = await answer(api.GET('/api/prices'))
      return { items: data.items, etag }
    },
  })
}
