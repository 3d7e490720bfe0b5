import { told } from '../locales/said'
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
    super(problem.detail ?? problem.title)
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

/** The complaint about one member of what was sent, by its JSON pointer. */
export function fieldError(error: unknown, pointer: string): string | undefined {
  if (!(error instanceof Refused)) {
    return undefined
  }
  const complaint = error.problem.errors?.find((each) => each.pointer === pointer)
  return complaint && told('refusals', complaint.detail)
}
