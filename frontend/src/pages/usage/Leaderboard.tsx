import { useTranslation } from 'react-i18next'
import type { Dimension, Figures } from '../../api/types'
import { Count, SumCost } from '../../components/Show'
import { cents, money } from '../../format/money'
import { percent } from '../../format/number'
import { middle } from '../../format/text'
import classes from './Usage.module.css'

type Props = { by: Dimension; items: Figures[]; rest: Figures | null; total: Figures; name: (id: string) => string; choose?: (id: string) => void }

/** Who spent most, with a total that adds up to the cent. */
export function Leaderboard({ by, items, rest, total, name, choose }: Props) {
  const { t } = useTranslation()
  const most = Math.max(...items.map((each) => Number(each.cost)), 0)
  const size = (of: Figures) => (most > 0 ? Number(of.cost) / most : of.requests / Math.max(1, total.requests))
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th>{t(`usage.by_${by}`)}</th>
          <th className="num">{t('overview.requests')}</th>
          <th className={`num ${classes.wide}`}>{t('overview.errorRate')}</th>
          <th className={`num ${classes.wide}`}>{t('tokens.input')}</th>
          <th className={`num ${classes.wide}`}>{t('tokens.cacheRead')}</th>
          <th className={`num ${classes.wide}`}>{t('tokens.output')}</th>
          <th className="num">{t('overview.cost')}</th>
          <th className={classes.bar}>
            <span className="sr">{t('usage.share')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((each) => {
          const id = each[by]
          return (
            <tr key={id ?? ''}>
              <td title={id ?? undefined}>
                {id && choose ? (
                  <button type="button" className={classes.name} onClick={() => choose(id)}>
                    {middle(name(id), 40)}
                  </button>
                ) : id ? (
                  <span className="mono">{middle(name(id), 40)}</span>
                ) : (
                  <span className="soft">{t('usage.none')}</span>
                )}
              </td>
              <Row of={each} />
              <td className={classes.bar}>
                {size(each) > 0 && <i style={{ width: `${size(each) * 100}%` }} />}
              </td>
            </tr>
          )
        })}
        {rest && (
          <tr>
            <td className="soft">{t('usage.rest')}</td>
            <Row of={rest} />
            <td className={classes.bar} />
          </tr>
        )}
      </tbody>
      <tfoot>
        <tr>
          <td>{t('usage.total')}</td>
          <Row of={total} />
          <td className={classes.bar} />
        </tr>
      </tfoot>
    </table>
  )
}

function toTheCent(amount: string): string {
  return Number(amount) >= 0.00005 || Number(amount) === 0 ? cents(amount) : money(amount)
}

function Row({ of }: { of: Figures }) {
  return (
    <>
      <td className="num">
        <Count of={of.requests} />
      </td>
      <td className={`num ${classes.wide}`}>{percent(of.requests === 0 ? 0 : of.errors / of.requests)}</td>
      <td className={`num ${classes.wide}`}>
        <Count of={of.inputTokens} />
      </td>
      <td className={`num ${classes.wide}`}>
        <Count of={of.cacheReadTokens} />
      </td>
      <td className={`num ${classes.wide}`}>
        <Count of={of.outputTokens} />
      </td>
      <td className="num">
        <SumCost of={of} show={toTheCent} />
      </td>
    </>
  )
}
