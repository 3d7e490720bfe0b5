import type { ReactNode } from 'react'
import classes from './PageHeader.module.css'

export function PageHeader({ title, text, children }: { title: string; text?: ReactNode; children?: ReactNode }) {
  return (
    <div className={classes.header}>
      <div className={classes.words}>
        <h1>{title}</h1>
        {text && <p className="soft">{text}</p>}
      </div>
      {children && <div className={classes.actions}>{children}</div>}
    </div>
  )
}
