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
    }
  }
}

const NONE: Running[] = []
const ignore = () => () => {}

/** The requests that run, the youngest first; none where nobody may listen. */
export function useRunning(allowed = true): Running[] {
  return useSyncExternalStore(allowed ? subscribe : ignore, () => (allowed ? shown : NONE))
}
