import type { Limits, Spans } from '../../api/access'

export const SPANS = ['5h', 'day', 'week', 'month', 'total'] as const
export type Span = (typeof SPANS)[number]

/** How much of a budget is spent, in parts of one; null without a budget. */
export function spentShare(budgets: Spans, spent: Record<string, string>, span: Span): number | null {
  const budget = budgets[span]
  if (budget === null || budget === undefined || Number(budget) <= 0) {
    return null
  }
  return Math.min(1, Number(spent[span] ?? 0) / Number(budget))
}

/** Whether a budget is used up, so that requests are refused. */
export function spentOut(budgets: Spans, spent: Record<string, string>): boolean {
  return SPANS.some((span) => (spentShare(budgets, spent, span) ?? 0) >= 1)
}

/** Limits as their form holds them: texts as they are typed. */
export type LimitDraft = { budgets: Record<Span, string>; rpm: string; tpm: string; concurrent: string; sessions: string; expiresAt: string }

export function limitDraft(of?: Limits): LimitDraft {
  const text = (value: unknown) => (value === null || value === undefined ? '' : String(value))
  return {
    budgets: Object.fromEntries(SPANS.map((span) => [span, text(of?.budgets[span])])) as Record<Span, string>,
    rpm: text(of?.rpm),
    tpm: text(of?.tpm),
    concurrent: text(of?.concurrent),
    sessions: text(of?.sessions),
    expiresAt: text(of?.expiresAt),
  }
}

/** What the API takes: null lifts a limit, and a budget that never was is left out. */
export function limitBody(draft: LimitDraft, before?: Limits): Partial<Limits> {
  const count = (text: string) => (text.trim() ? Number(text) : null)
  const budgets: Spans = {}
  for (const span of SPANS) {
    const text = draft.budgets[span].trim().replace(',', '.')
    if (text) {
      budgets[span] = text
    } else if (before?.budgets[span]) {
      budgets[span] = null
    }
  }
  return {
    budgets,
    rpm: count(draft.rpm),
    tpm: count(draft.tpm),
    concurrent: count(draft.concurrent),
    sessions: count(draft.sessions),
    expiresAt: draft.expiresAt.trim() || null,
  }
}

/** The first limit that is no number, by its name. */
export function wrongLimit(draft: LimitDraft): string | null {
  const money = /^\d+([.,]\d+)?$/
  const whole = /^[1-9]\d*$/
  for (const span of SPANS) {
    if (draft.budgets[span].trim() && !money.test(draft.budgets[span].trim())) {
      return span
    }
  }
  return (['rpm', 'tpm', 'concurrent', 'sessions'] as const).find((name) => draft[name].trim() && !whole.test(draft[name].trim())) ?? null
}
