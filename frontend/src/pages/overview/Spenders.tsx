import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import type { Figures } from '../../api/types'
import { rangeSearch } from '../../app/range'
import { Count, SumCost } from '../../components/Show'
import classes from './Spenders.module.css'

const SHOWN = 6

/** The dearest models, with bars that start at zero. */
export function Spenders({ items, total }: { items: Figures[]; total: Figures }) {
  const { t } = useTranslation()
  const [search] = useSearchParams()
  const priced = Number(total.cost) > 0
  const size = (of: Figures) => (priced ? Number(of.cost) : of.requests)
  // Refused requests were never served by a model.
  const served = items.filter((each) => each.model || size(each) > 0)
  const most = Math.max(...served.map(size), 0) || 1
  const rest = served.slice(SHOWN)
  return (
    <section className="card">
      <div className="row between">
        <h2>{priced ? t('overview.spend') : t('overview.models')}</h2>
        <Link to={{ pathname: '/usage', search: rangeSearch(search) }}>{t('nav.usage')}</Link>
      </div>
      <div className={classes.list}>
        {served.slice(0, SHOWN).map((each) => (
          <div key={each.model ?? ''} className={classes.item}>
            <span className="cut" title={each.model ?? undefined}>
              {each.model ?? t('usage.none')}
            </span>
            <span className="num">{priced ? <SumCost of={each} /> : <Count of={each.requests} />}</span>
            <span className={classes.bar}>
              {size(each) > 0 && <i style={{ width: `${(size(each) / most) * 100}%` }} />}
            </span>
          </div>
        ))}
        {rest.length > 0 && <p className="soft small">{t('overview.others', { count: rest.length })}</p>}
        {served.length === 0 && <p className="soft">{t('overview.noUse')}</p>}
      </div>
    </section>
  )
}
