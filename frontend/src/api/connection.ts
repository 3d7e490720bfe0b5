import { useSyncExternalStore } from 'react'

/** Whether the gateway answers, and since when it has not. */
export type Connection = { reachable: true } | { reachable: false; since: number }

let current: Connection = { reachable: true }
const listeners = new Set<() => void>()

export function answered() {
  if (!current.reachable) {
    change({ reachable: true })
  }
}

export function unanswered(now = Date.now()) {
  if (current.reachable) {
    change({ reachable: false, since: now })
  }
}

export function connection(): Connection {
  return current
}

export function onConnection(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useConnection(): Connection {
  return useSyncExternalStore(onConnection, connection)
}

function change(next: Connection) {
  current = next
  listeners.forEach((each) => each())
}
