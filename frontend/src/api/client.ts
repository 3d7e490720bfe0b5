import createClient from 'openapi-fetch'
import { baseUrl } from './base'
import { answered, unanswered } from './connection'
import { Refused, Unreachable, type Problem } from './problem'
import type { paths } from './schema'
import { csrfToken, sessionLost } from './session'

/** One request to the gateway; rejects with {@link Unreachable} when no answer comes. */
export async function send(request: Request): Promise<Response> {
  const changes = request.method !== 'GET' && request.method !== 'HEAD'
  if (changes && csrfToken()) {
    request.headers.set('x-csrf-token', csrfToken())
  }
  let response: Response
  try {
    response = await fetch(request)
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === 'AbortError') {
      throw failure
    }
    unanswered()
    throw new Unreachable()
  }
  // A proxy that stands in front answers for a gateway that is away.
  if (response.status === 502 || response.status === 504) {
    if (!isProblem(response)) {
      unanswered()
      throw new Unreachable()
    }
  }
  answered()
  if (response.status === 401 && !new URL(request.url).pathname.endsWith('/api/auth/sign-in')) {
    sessionLost()
  }
  return response
}

export const api = createClient<paths>({ baseUrl: baseUrl(), fetch: send })

type Outcome<T> = { data?: T; error?: unknown; response: Response }

/** What the gateway answered, with the revision that the answer stands for. */
export type Answer<T> = { data: T; etag: string | null; response: Response }

export async function answer<T>(outcome: Promise<Outcome<T>>): Promise<Answer<T>> {
  const { data, error, response } = await outcome
  const etag = response.headers.get('etag')
  if (!response.ok) {
    throw new Refused(response.status, asProblem(error, response), etag)
  }
  return { data: data as T, etag, response }
}

/** The body alone. */
export async function body<T>(outcome: Promise<Outcome<T>>): Promise<T> {
  return (await answer(outcome)).data
}

function asProblem(error: unknown, response: Response): Problem {
  if (error && typeof error === 'object' && 'title' in error) {
    return error as Problem
  }
  return { type: 'about:blank', title: response.statusText || `HTTP ${response.status}`, status: response.status }
}

function isProblem(response: Response): boolean {
  return response.headers.get('content-type')?.includes('problem+json') ?? false
}
