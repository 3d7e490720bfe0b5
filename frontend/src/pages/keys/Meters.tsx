import { useTranslation } from 'react-i18next'
import type { AccessUsage, Limits } from '../../api/access'
import { money } from '../../format/money'
import { percent } from '../../format/number'
import classes from './Keys.module.css'
import { SPANS, spentShare } from './limits'

/** What of each budget is spent. */
export function Meters({ of }: { of: Limits & { usage: AccessUsage } }) {
  const { t } = useTranslation()
  const shown = SPANS.map((span) => ({ span, share: spentShare(of.budgets, of.usage.spent, span) })).filter((each) => each.share !== null)
  if (shown.length === 0) {
    const spent = of.usage.spent.total ?? of.usage.spent.month
    return <span className="soft small">{spent ? t('keys.spentNoBudget', { spent: money(spent) }) : t('keys.noBudget')}</span>
  }
  return (
    <div className={classes.meters}>
      {shown.map(({ span, share }) => (
        <div key={span} className={classes.meter} title={percent(share!)}>
          <span className="soft">{t(`keys.span_${span}`)}</span>
          <span className={classes.track} role="meter" aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(share! * 100)} aria-label={t(`keys.span_${span}`)}>
            <i data-state={share! >= 1 ? 'full' : share! > 0.8 ? 'near' : undefined} style={{ width: `${share! * 100}%` }} />
          </span>
          <span className="num">
            {money(of.usage.spent[span] ?? '0')} / {money(of.budgets[span])}
          </span>
        </div>
      ))}
    </div>
  )
}
