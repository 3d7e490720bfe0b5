import type { components } from './schema'

export type Problem = components['schemas']['Problem']

/** The gateway answered, and said no. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem,
    /** The revision that holds, where the answer names one. */
    readonly etag: string | null,
  ) {
    super(problemText(problem))
    this.name = 'Refused'
  }

  get stale(): boolean {
    return this.status === 412
  }
}

/** No answer came. */
export class Unreachable extends Error {
  constructor() {
    super('unreachable')
    this.name = 'Unreachable'
  }
}

/** What went wrong in one line, the members at fault first. */
export function problemText(problem: Problem): string {
  const fields = (problem.errors ?? []).map((each) => {
    const where = each.pointer ?? each.parameter
    return where ? `${where}: ${each.detail}` : each.detail
  })
  return [...fields, problem.detail].filter(Boolean).join(' · ') || problem.title
}

/** The complaint about one member of what was sent, by its JSON pointer. */
export function fieldError(error: unknown, pointer: string): string | undefined {
  if (!(error instanceof Refused)) {
    return undefined
  }
  return error.problem.errors?.find((each) => each.pointer === pointer)?.detail
}
