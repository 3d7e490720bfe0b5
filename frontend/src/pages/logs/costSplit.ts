import type { Log, Price } from '../../api/types'

type Billed = NonNullable<Log['billed']>[number]
export type Part = { kind: 'input' | 'cacheRead' | 'cacheWrite' | 'output'; tokens: number; cost: number | null }

const MILLION = 1_000_000

/**
 * What an attempt cost, by kind of token. The parts have a cost only when together they are what
 * was booked: a tier or a search that this does not know leaves them without.
 */
export function costSplit(billed: Billed, price: Price | undefined): Part[] {
  const multiplier = Number(billed.multiplier)
  const input = Number(price?.input)
  const rate = {
    input,
    cacheRead: Number(price?.cacheRead ?? input * 0.1),
    cacheWrite: Number(price?.cacheWrite ?? input * 1.25),
    cacheWrite1h: Number(price?.cacheWrite1h ?? input * 2),
    output: Number(price?.output),
  }
  const costs = {
    input: billed.inputTokens * rate.input,
    cacheRead: billed.cacheReadTokens * rate.cacheRead,
    cacheWrite: billed.cacheWriteTokens * rate.cacheWrite + billed.cacheWrite1hTokens * rate.cacheWrite1h,
    output: billed.outputTokens * rate.output,
  }
  const sum = ((costs.input + costs.cacheRead + costs.cacheWrite + costs.output) * multiplier) / MILLION
  const booked = Number(billed.cost)
  const known = billed.cost !== null && Math.abs(sum - booked) <= Math.max(1e-9, booked * 1e-6)
  const cost = (amount: number) => (known ? (amount * multiplier) / MILLION : null)
  return [
    { kind: 'input', tokens: billed.inputTokens, cost: cost(costs.input) },
    { kind: 'cacheRead', tokens: billed.cacheReadTokens, cost: cost(costs.cacheRead) },
    { kind: 'cacheWrite', tokens: billed.cacheWriteTokens + billed.cacheWrite1hTokens, cost: cost(costs.cacheWrite) },
    { kind: 'output', tokens: billed.outputTokens, cost: cost(costs.output) },
  ]
}
