import type { TFunction } from 'i18next'
import { createContext, useCallback, useContext, useEffect, useState, type ReactNode } from 'react'
import { api, body } from '../api/client'
import { Refused } from '../api/problem'
import { queries } from '../api/queries'
import { keepSession, whenSessionIsLost, type Session } from '../api/session'

type State = 'asking' | 'out' | Session

type SignedIn = {
  state: State
  signIn(accessKey: string, remember: boolean): Promise<void>
  signOut(): Promise<void>
  askAgain(): void
}

const Context = createContext<SignedIn | null>(null)

/* A gateway that knows no sessions yet: the development proxy holds the key. */
const DEVELOPER: Session = { kind: 'access', name: '', role: 'admin', csrf: null, expiresAt: null }

async function whoAmI(): Promise<State> {
  try {
    return await body(api.GET('/api/auth/me'))
  } catch (failure) {
    if (import.meta.env.DEV && failure instanceof Refused && failure.status === 404) {
      return DEVELOPER
    }
    if (failure instanceof Refused) {
      return 'out'
    }
    throw failure
  }
}

export function SignedInProvider({ children }: { children: ReactNode }) {
  const [state, setState] = useState<State>('asking')
  const [round, setRound] = useState(0)

  const take = useCallback((next: State) => {
    keepSession(typeof next === 'string' ? null : next)
    setState(next)
  }, [])

  useEffect(() => {
    let gone = false
    let again: ReturnType<typeof setTimeout>
    whoAmI().then(
      (next) => !gone && take(next),
      () => {
        again = setTimeout(() => setRound((each) => each + 1), 2000)
      },
    )
    return () => {
      gone = true
      clearTimeout(again)
    }
  }, [round, take])

  useEffect(() => whenSessionIsLost(() => take('out')), [take])

  const signIn = async (accessKey: string, remember: boolean) => {
    const session = await body(api.POST('/api/auth/sign-in', { body: { accessKey, remember } }))
    queries.clear()
    take(session)
  }
  const signOut = async () => {
    await body(api.POST('/api/auth/sign-out'))
    queries.clear()
    take('out')
  }
  return (
    <Context.Provider value={{ state, signIn, signOut, askAgain: () => setRound((each) => each + 1) }}>
      {children}
    </Context.Provider>
  )
}

export function useSignedIn(): SignedIn {
  const value = useContext(Context)
  if (!value) {
    throw new Error('useSignedIn outside of SignedInProvider')
  }
  return value
}

/** Whether the signed-in person may change things. */
export function useIsAdmin(): boolean {
  const { state } = useSignedIn()
  return typeof state !== 'string' && state.role !== 'member'
}

/** Who is signed in, for people: a name and what that allows. */
export function whoIs(session: Session, t: TFunction): string {
  const name = session.kind === 'key' ? session.name : null
  return `${name ?? t('shell.accessKey')} · ${t(`role.${session.role}`)}`
}
