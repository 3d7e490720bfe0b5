import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { connection, onConnection } from '../api/connection'
import { api } from '../api/client'
import type { Channel } from '../api/types'
import { listening, onEvent, onListening } from '../api/events'
import { afterKey } from './keyNews'
import { followRunning } from './useRunning'

/* Sums are asked for again at most this often, however many requests end. */
const SETTLE_MS = 2000
const ASK_AGAIN_MS = 3000

/** Keeps what is shown up to date: asks again for what an event says has changed. */
export function useLiveUpdates() {
  const client = useQueryClient()
  useEffect(() => {
    let settling: ReturnType<typeof setTimeout> | undefined
    const refresh = (...names: string[]) => names.forEach((name) => void client.invalidateQueries({ queryKey: [name] }))
    let told = false
    const stops = [
      followRunning(),
      // A stream that breaks is the first to tell; whether the gateway is away is asked at once.
      onListening(() => !listening() && void api.GET('/health').catch(() => {})),
      // Everything told anew: what happened in between was not heard.
      onEvent('live', () => {
        if (told) {
          refresh('channels', 'health', 'stats', 'series', 'sessions', 'logs', 'revisions', 'issued-keys', 'people')
        }
        told = true
      }),
      onEvent('health', () => refresh('channels', 'health')),
      onEvent('key', (told) => {
        const known = client.getQueryData<{ items: Channel[] }>(['channels'])
        const items = known && afterKey(known.items, told)
        if (items) {
          client.setQueryData(['channels'], { ...known, items })
        } else {
          refresh('channels')
        }
      }),
      onEvent('config', () => refresh('channels', 'health', 'revisions', 'config', 'strategy', 'mappings', 'audit')),
      onEvent('request', () => {
        settling ??= setTimeout(() => {
          settling = undefined
          refresh('stats', 'series', 'sessions', 'logs', 'channels', 'issued-keys', 'people')
        }, SETTLE_MS)
      }),
    ]
    return () => {
      clearTimeout(settling)
      stops.forEach((stop) => stop())
    }
  }, [client])

  useEffect(() => {
    let timer: ReturnType<typeof setInterval> | undefined
    const changed = () => {
      clearInterval(timer)
      if (connection().reachable) {
        void client.invalidateQueries()
      } else {
        timer = setInterval(() => void api.GET('/health').catch(() => {}), ASK_AGAIN_MS)
      }
    }
    const stop = onConnection(changed)
    return () => {
      clearInterval(timer)
      stop()
    }
  }, [client])
}
