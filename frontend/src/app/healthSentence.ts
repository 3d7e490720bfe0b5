import type { Channel, Health } from '../api/types'
import { channelState } from '../components/channelState'
import { told } from '../locales/said'

export type Tone = 'good' | 'warn' | 'bad'

/** The one line that says how the gateway is: which words, and where the next step is. */
export type HealthSentence = {
  tone: Tone
  key: 'none' | 'allHealthy' | 'oneHealthy' | 'someDown' | 'severalDown' | 'down' | 'noneEnabled' | 'documentRefused' | 'booksAway'
  values: Record<string, string | number>
  to: string
  /** Keys that are passed over for now. */
  resting: number
}

/** Judges by what stops requests first, then by what is only degraded. */
export function healthSentence(health: Health, channels: readonly Channel[]): HealthSentence {
  const keys = channels.filter((each) => each.enabled).flatMap((each) => each.keys)
  return { ...judged(health, channels), resting: keys.filter((key) => key.state === 'cooling' || key.state === 'rejected').length }
}

function judged(health: Health, channels: readonly Channel[]): Omit<HealthSentence, 'resting'> {
  const enabled = channels.filter((each) => each.enabled)
  const ill = enabled.filter((each) => !usable(each))
  if (health.config.problems?.length) {
    return { tone: 'bad', key: 'documentRefused', values: { what: told('refusals', health.config.problems[0]?.message ?? '') }, to: '/configuration' }
  }
  if (channels.length === 0) {
    return { tone: 'warn', key: 'none', values: {}, to: '/channels' }
  }
  if (enabled.length === 0) {
    return { tone: 'bad', key: 'noneEnabled', values: { count: channels.length }, to: '/channels' }
  }
  if (ill.length === enabled.length) {
    return { tone: 'bad', key: 'down', values: { count: enabled.length, why: reason(ill[0]!) }, to: '/channels' }
  }
  if (health.books.store !== 'ok' || health.books.journal !== 'ok') {
    return { tone: 'warn', key: 'booksAway', values: { count: health.books.waiting }, to: '/doctor' }
  }
  if (ill.length > 1) {
    return { tone: 'warn', key: 'severalDown', values: { count: ill.length, of: enabled.length, names: ill.map((each) => each.name).join(', ') }, to: '/channels' }
  }
  if (ill.length > 0) {
    const first = ill[0]!
    return {
      tone: 'warn',
      key: 'someDown',
      values: { count: ill.length, of: enabled.length, name: first.name, why: reason(first) },
      to: `/channels?channel=${encodeURIComponent(first.id)}`,
    }
  }
  return { tone: 'good', key: enabled.length === 1 ? 'oneHealthy' : 'allHealthy', values: { count: enabled.length }, to: '/channels' }
}

/** Whether requests can be sent to it now. */
export function usable(channel: Channel): boolean {
  return channel.enabled && channel.state !== 'open' && (channel.keys.length === 0 || channel.keys.some((key) => key.state === 'ready'))
}

function reason(channel: Channel): string {
  return channel.keys.find((key) => key.state !== 'ready' && key.lastError)?.lastError ?? channelState(channel).key
}
