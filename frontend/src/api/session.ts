import type { components } from './schema'

/** Who is signed in; the CSRF token lives in this page's memory only. */
export type Session = components['schemas']['Session']

let csrf = ''
let lost: () => void = () => {}

export function csrfToken(): string {
  return csrf
}

export function keepSession(session: Session | null) {
  csrf = session?.csrf ?? ''
}

/** Calls back when an answer says that the session is over. */
export function whenSessionIsLost(callback: () => void) {
  lost = callback
}

export function sessionLost() {
  csrf = ''
  lost()
}
