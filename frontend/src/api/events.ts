import { baseUrl } from './base'
import type { Key, Log } from './types'

/** A request that runs, as it is told. */
export type RunningTold = Pick<Log, 'id' | 'time' | 'caller' | 'protocol' | 'model' | 'servedModel' | 'channel' | 'session' | 'attempts' | 'receivedMs' | 'admittedMs' | 'passedOver'> & {
  outputTokens: number | null
  ttftMs: number | null
  /** The attempt that runs, counted from one. */
  attempt: number
  /** When that attempt began, in milliseconds from the request's arrival. */
  startMs: number | null
  bytes: number
  elapsedMs: number
  phase: string
}

/** How a channel's key is now; `key` is its id. */
export type KeyTold = { channel: string; key: string } & Pick<Key, 'masked' | 'state' | 'until' | 'lastError'>

/** What `GET /api/events` tells, by the name of the event. */
export type Told = {
  request: Log
  /** Everything that runs; what was told before is void. */
  live: { items: RunningTold[]; total: number }
  /** One that began or went on. */
  running: RunningTold
  /** The ids of those that run no more. */
  ended: { items: string[] }
  health: { channel: string; state: string }
  key: KeyTold
  config: { revision: number; time: string; author: string; summary: string }
  missed: { count: number }
}

type Name = keyof Told
const NAMES: Name[] = ['request', 'live', 'running', 'ended', 'health', 'key', 'config', 'missed']
const listeners = new Map<Name, Set<(told: never) => void>>()
let source: EventSource | null = null
let users = 0
let open = false
const openListeners = new Set<() => void>()

/** Listens until the answer is called; all of the page share one connection. */
export function onEvent<N extends Name>(name: N, listener: (told: Told[N]) => void): () => void {
  const set = listeners.get(name) ?? new Set()
  listeners.set(name, set)
  set.add(listener as (told: never) => void)
  users += 1
  connect()
  return () => {
    set.delete(listener as (told: never) => void)
    users -= 1
    if (users === 0) {
      disconnect()
    }
  }
}

export function listening(): boolean {
  return open
}

export function onListening(listener: () => void): () => void {
  openListeners.add(listener)
  return () => openListeners.delete(listener)
}

function connect() {
  if (source) {
    return
  }
  source = new EventSource(`${baseUrl()}/api/events`)
  source.onopen = () => tellOpen(true)
  source.onerror = () => {
    tellOpen(false)
    // A refused stream is closed for good by the browser: ask again, slowly.
    if (source?.readyState === EventSource.CLOSED) {
      disconnect()
      setTimeout(() => users > 0 && connect(), 5000)
    }
  }
  for (const name of NAMES) {
    source.addEventListener(name, (event) => {
      const told = JSON.parse((event as MessageEvent<string>).data) as never
      listeners.get(name)?.forEach((each) => each(told))
    })
  }
}

function disconnect() {
  source?.close()
  source = null
  tellOpen(false)
}

function tellOpen(now: boolean) {
  open = now
  openListeners.forEach((each) => each())
}
