import { useSyncExternalStore } from 'react'
import { onEvent, type Running } from '../api/events'

let running = new Map<string, Running>()
let shown: Running[] = []
const listeners = new Set<() => void>()
let stop: (() => void)[] = []

/* A request of which nothing was heard for this long has ended unheard of. */
const FORGET_MS = 30_000

function publish() {
  shown = [...running.values()].sort((a, b) => b.time.localeCompare(a.time))
  listeners.forEach((each) => each())
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  if (listeners.size === 1) {
    const sweep = setInterval(() => {
      const before = running.size
      running = new Map([...running].filter(([, each]) => Date.now() - each.heard < FORGET_MS))
      if (running.size !== before) {
        publish()
      }
    }, 5000)
    stop = [
      onEvent('running', (told) => {
        const known = running.get(told.id)
        running.set(told.id, { ...known, ...told, heard: Date.now(), beats: (known?.beats ?? 0) + 1 })
        publish()
      }),
      onEvent('request', (ended) => running.delete(ended.id) && publish()),
      () => clearInterval(sweep),
    ]
  }
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) {
      stop.forEach((each) => each())
      stop = []
    }
  }
}

/** The requests that run, the youngest first. */
export function useRunning(): Running[] {
  return useSyncExternalStore(subscribe, () => shown)
}
