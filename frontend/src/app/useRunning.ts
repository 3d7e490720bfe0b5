import { useSyncExternalStore } from 'react'
import { onEvent, onListening, listening } from '../api/events'
import { afterEnded, afterLive, afterRunning, inOrder, type Running, type RunningMap } from './running'

let running: RunningMap = new Map()
let shown: Running[] = []
const listeners = new Set<() => void>()
let stops: (() => void)[] = []

function put(next: RunningMap) {
  running = next
  shown = inOrder(running)
  listeners.forEach((each) => each())
}

function start() {
  stops = [
    onEvent('live', (told) => put(afterLive(running, told, Date.now()))),
    onEvent('running', (told) => put(afterRunning(running, told, Date.now()))),
    onEvent('ended', (told) => put(afterEnded(running, told.items))),
    onEvent('request', (ended) => running.has(ended.id) && put(afterEnded(running, [ended.id]))),
    // Without the stream nobody knows what still runs.
    onListening(() => !listening() && running.size > 0 && put(new Map())),
  ]
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  if (listeners.size === 1) {
    start()
  }
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) {
      stops.forEach((stop) => stop())
      stops = []
      // Whoever signs in next may see something else.
      put(new Map())
    }
  }
}

/** Keeps track of what runs until the answer is called, whether it is shown or not. */
export const followRunning = () => subscribe(() => {})

/** The requests that run, as far as one may see them, the youngest first. */
export function useRunning(): Running[] {
  return useSyncExternalStore(subscribe, () => shown)
}
