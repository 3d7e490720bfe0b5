import { useTranslation } from 'react-i18next'
import type { TestResult } from '../../api/types'
import { Duration } from '../../components/Show'
import { State } from '../../components/State'
import classes from './ChannelDetail.module.css'

/** What each key brought when it was tried for real. */
export function TestReport({ result }: { result: TestResult }) {
  const { t } = useTranslation()
  return (
    <div className={classes.tested} role="status">
      <strong className={result.ok ? 'good' : 'bad'}>{result.ok ? t('channels.testOk') : t('channels.testFailed')}</strong>
      <ul>
        {result.items.map((each) => (
          <li key={each.key}>
            <State tone={each.ok ? 'good' : 'bad'}>{t(`verdict.${each.verdict}`, each.verdict)}</State>
            <span className="mono">{each.name || each.masked}</span>
            <span className="soft">{each.model}</span>
            <Duration ms={each.latencyMs} />
            {each.error && <span className="bad">{each.error}</span>}
          </li>
        ))}
      </ul>
    </div>
  )
}
