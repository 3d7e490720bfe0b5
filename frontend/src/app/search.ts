import { useCallback } from 'react'
import { useNavigate, useSearchParams, type NavigateOptions } from 'react-router'

/** Members of the query string; what is empty is not in it. */
export function withMembers(search: URLSearchParams, members: Record<string, string | null | undefined>): URLSearchParams {
  const next = new URLSearchParams(search)
  for (const [name, value] of Object.entries(members)) {
    if (value) {
      next.set(name, value)
    } else {
      next.delete(name)
    }
  }
  return next
}

type Change = (make: (old: URLSearchParams) => URLSearchParams, how?: NavigateOptions) => void

/**
 * The query string as drawn, and how to change it. A change starts from what the address says, which is ahead of what is
 * drawn when two follow each other quickly.
 */
export function useSearch(): [URLSearchParams, Change] {
  const [search] = useSearchParams()
  const navigate = useNavigate()
  const change = useCallback<Change>(
    (make, how) => void navigate({ search: make(new URLSearchParams(window.location.search)).toString() }, how),
    [navigate],
  )
  return [search, change]
}

/** One member of the URL's query string, and how to change it. */
export function useSearchMember(name: string): [string | null, (value: string | null) => void] {
  const [search, setSearch] = useSearch()
  return [search.get(name), (value) => setSearch((old) => withMembers(old, { [name]: value }), { replace: true })]
}
