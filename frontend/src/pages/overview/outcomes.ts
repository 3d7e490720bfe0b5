import type { Log } from '../../api/types'

export type Outcome = { good: boolean; verdict: string }

/** A channel's last attempts, the oldest first; the log comes the newest first. */
export function outcomesOf(channel: string, logs: readonly Log[], most: number): Outcome[] {
  const found: Outcome[] = []
  for (const log of logs) {
    for (const attempt of [...log.attempts].reverse()) {
      if (attempt.channel === channel) {
        found.push({ good: attempt.verdict === 'succeeded', verdict: attempt.verdict })
      }
    }
    if (found.length >= most) {
      break
    }
  }
  return found.slice(0, most).reverse()
}
