import type { Channel, Key } from '../api/types'
import type { StateTone } from './State'

/** How a channel is, in one word of the catalogue and a tone. */
export function channelState(channel: Channel): { tone: StateTone; key: 'disabled' | 'open' | 'half-open' | 'noKey' | 'partly' | 'healthy' | 'ill' } {
  if (!channel.enabled || channel.state === 'disabled') {
    return { tone: 'off', key: 'disabled' }
  }
  if (channel.state === 'open') {
    return { tone: 'bad', key: 'open' }
  }
  const wanted = channel.keys.filter((key) => key.enabled)
  if (channel.keys.length > 0 && !wanted.some((key) => key.state === 'ready')) {
    return { tone: 'bad', key: 'noKey' }
  }
  if (channel.state === 'half-open') {
    return { tone: 'warn', key: 'half-open' }
  }
  if (!channel.healthy) {
    return { tone: 'warn', key: 'ill' }
  }
  return wanted.some((key) => key.state !== 'ready') ? { tone: 'warn', key: 'partly' } : { tone: 'good', key: 'healthy' }
}

export function keyTone(key: Key): StateTone {
  return ({ ready: 'good', cooling: 'warn', rejected: 'bad', disabled: 'off' } as const)[key.state]
}
