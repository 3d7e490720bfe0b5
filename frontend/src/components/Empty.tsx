import type { ReactNode } from 'react'
import classes from './Empty.module.css'

/** What will be here, and the first step. */
export function Empty({ icon, title, text, children }: { icon?: ReactNode; title: string; text?: ReactNode; children?: ReactNode }) {
  return (
    <div className={classes.empty}>
      {icon && <div className={classes.icon}>{icon}</div>}
      <h2>{title}</h2>
      {text && <p className="soft">{text}</p>}
      {children && <div className={classes.step}>{children}</div>}
    </div>
  )
}
