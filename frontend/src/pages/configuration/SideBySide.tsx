import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { folded, lineDiff, type Side } from './lineDiff'
import classes from './SideBySide.module.css'

/** Two documents next to each other, lines that differ marked. */
export function SideBySide({ before, after, names }: { before: string; after: string; names: [string, string] }) {
  const { t } = useTranslation()
  const rows = useMemo(() => folded(lineDiff(before, after)), [before, after])
  if (rows.every((row) => 'folded' in row)) {
    return <p className="soft">{t('configuration.noDifference')}</p>
  }
  return (
    <div className={classes.diff} role="table" aria-label={t('configuration.difference')} tabIndex={0}>
      <div className={classes.row} role="row">
        <strong role="columnheader">{names[0]}</strong>
        <strong role="columnheader">{names[1]}</strong>
      </div>
      {rows.map((row, index) =>
        'folded' in row ? (
          <div key={index} className={classes.fold} role="row">
            <span role="cell">{t('configuration.folded', { count: row.folded })}</span>
          </div>
        ) : (
          <div key={index} className={classes.row} role="row" data-same={row.same || undefined}>
            <Line side={row.old} mark={row.same ? undefined : 'gone'} />
            <Line side={row.new} mark={row.same ? undefined : 'come'} />
          </div>
        ),
      )}
    </div>
  )
}

function Line({ side, mark }: { side?: Side; mark?: 'gone' | 'come' }) {
  return (
    <div role="cell" className={classes.line} data-mark={side ? mark : 'none'}>
      <span className={classes.number}>{side?.number}</span>
      <span className={classes.sign}>{side && mark ? (mark === 'gone' ? '−' : '+') : ''}</span>
      <code>{side?.text}</code>
    </div>
  )
}
