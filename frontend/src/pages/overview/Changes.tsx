import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useRevisions } from '../../api/queries'
import { Ago } from '../../components/Show'
import { told } from '../../locales/said'
import classes from './Changes.module.css'

/** What was changed lately, and by whom. */
export function Changes() {
  const { t } = useTranslation()
  const revisions = useRevisions(5)
  return (
    <section className="card">
      <div className="row between">
        <h2>{t('overview.changed')}</h2>
        <Link to="/configuration?tab=history">{t('overview.history')}</Link>
      </div>
      <ol className={classes.list}>
        {revisions.data?.items.map((each) => (
          <li key={each.revision}>
            <Link to={`/configuration?tab=history&revision=${each.revision}`} className={classes.change}>
              <span className="soft tnum">{each.revision}</span>
              <span className="cut grow" title={told('summaries', each.summary)}>
                {told('summaries', each.summary)}
              </span>
              <span className="soft small">
                <Ago time={each.time} />
              </span>
            </Link>
          </li>
        ))}
      </ol>
      {revisions.data?.items.length === 0 && <p className="soft">{t('overview.noChange')}</p>}
    </section>
  )
}
