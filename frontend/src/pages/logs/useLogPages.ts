import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { api, body } from '../../api/client'
import type { LogFilter, Span } from '../../api/queries'

/* The first page is there at once; whoever scrolls gets more with each. */
const FIRST = 100
const LATER = 500

/** The log, a page after the other as it is scrolled. */
export function useLogPages(span: Span, filter: LogFilter) {
  return useInfiniteQuery({
    queryKey: ['log-pages', span, filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => body(api.GET('/api/stats/logs', { params: { query: { ...filter, ...span, limit: pageParam ? LATER : FIRST, cursor: pageParam } } })),
    getNextPageParam: (last) => last.next ?? undefined,
  })
}

export function useLog(id: string | null) {
  return useQuery({
    queryKey: ['log', id],
    enabled: id !== null,
    queryFn: () => body(api.GET('/api/stats/logs/{id}', { params: { path: { id: id! } } })),
  })
}
