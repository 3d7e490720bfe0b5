import type { KeyTold } from '../api/events'
import type { Channel } from '../api/types'

/** The channels with a key as it is told; nothing when more has changed than the key, or it is unknown. */
export function afterKey(channels: Channel[], told: KeyTold): Channel[] | undefined {
  const channel = channels.find(({ id }) => id === told.channel)
  if (!channel?.keys.some(({ id }) => id === told.key)) {
    return undefined
  }
  const { masked, state, until, lastError } = told
  const keys = channel.keys.map((key) => (key.id === told.key ? { ...key, masked, state, until, lastError } : key))
  // With its last usable key a channel goes, and comes back with the first.
  return usable(keys) === usable(channel.keys) ? channels.map((each) => (each === channel ? { ...channel, keys } : each)) : undefined
}

const usable = (keys: Channel['keys']) => keys.some(({ state }) => state === 'ready')
