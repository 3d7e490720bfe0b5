import { useSearchParams } from 'react-router'

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

/** One member of the URL's query string, and how to change it. */
export function useSearchMember(name: string): [string | null, (value: string | null) => void] {
  const [search, setSearch] = useSearchParams()
  return [search.get(name), (value) => setSearch((old) => withMembers(old, { [name]: value }), { replace: true })]
}
