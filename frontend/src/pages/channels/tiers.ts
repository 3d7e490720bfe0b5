import type { Channel } from '../../api/types'

/** Channels of one priority; the first tier is tried first. */
export type Tier = { priority: number; channels: Channel[] }

export function tiersOf(channels: readonly Channel[]): Tier[] {
  const byPriority = grouped(channels)
  return [...byPriority].sort(([a], [b]) => a - b).map(([priority, list]) => ({ priority, channels: list }))
}

function grouped(channels: readonly Channel[]): Map<number, Channel[]> {
  const groups = new Map<number, Channel[]>()
  channels.forEach((each) => groups.set(each.priority, [...(groups.get(each.priority) ?? []), each]))
  return groups
}

/** A place in the list: the head of a tier, or a channel below the head of its tier. */
export type Line = { id: string; head: number } | { id: string; channel: Channel }

/** All tiers as one list with their heads, and the head of one that is not there yet at the end. */
export function linesOf(tiers: readonly Tier[]): Line[] {
  const next = (tiers.at(-1)?.priority ?? -1) + 1
  return [
    ...tiers.flatMap((tier): Line[] => [head(tier.priority), ...tier.channels.map((channel) => ({ id: channel.id, channel }))]),
    head(next),
  ]
}

function head(priority: number): Line {
  return { id: `tier:${priority}`, head: priority }
}

/** What moving a channel comes to: its new priority, where it has another, and the new order. */
export type Move = { id: string; priority: number | null; order: string[] }

/** Puts a channel where another line is; null when that leaves everything as it was. */
export function moved(lines: readonly Line[], id: string, over: string): Move | null {
  const from = lines.findIndex((each) => each.id === id)
  const to = Math.max(1, lines.findIndex((each) => each.id === over))
  const line = lines[from]
  if (from < 0 || !line || !('channel' in line)) {
    return null
  }
  const next = lines.toSpliced(from, 1).toSpliced(to, 0, line)
  let priority = 0
  let mine = 0
  for (const each of next) {
    priority = 'head' in each ? each.head : priority
    if (each.id === id) {
      mine = priority
    }
  }
  const order = next.filter((each) => 'channel' in each).map((each) => each.id)
  const before = lines.filter((each) => 'channel' in each).map((each) => each.id)
  const changed = mine !== line.channel.priority
  return !changed && order.every((each, index) => each === before[index]) ? null : { id, priority: changed ? mine : null, order }
}

/** The line at which a channel goes one step up or down. */
export function neighbour(lines: readonly Line[], id: string, step: 1 | -1): string | undefined {
  const at = lines.findIndex((each) => each.id === id)
  return lines[at + step]?.id
}
