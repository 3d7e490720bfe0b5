import type { ReactNode } from 'react'
import classes from './State.module.css'

export type StateTone = 'good' | 'warn' | 'bad' | 'off' | 'busy'

/** A state as a shape, a colour and a word; never the colour alone. */
export function State({ tone, children, title }: { tone: StateTone; children: ReactNode; title?: string }) {
  return (
    <span className={classes.state} data-tone={tone} title={title}>
      <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden>
        {SHAPES[tone]}
      </svg>
      <span>{children}</span>
    </span>
  )
}

const SHAPES: Record<StateTone, ReactNode> = {
  good: <circle cx="5" cy="5" r="4" fill="currentColor" />,
  busy: <circle cx="5" cy="5" r="3.200" fill="none" stroke="currentColor" strokeWidth="1.800" />,
  warn: <path d="M5 .8 9.600 9H.4z" fill="currentColor" />,
  bad: <path d="M1.500 1.500h7v7h-7z" fill="currentColor" />,
  off: <path d="M1.500 5h7" stroke="currentColor" strokeWidth="2" />,
}
