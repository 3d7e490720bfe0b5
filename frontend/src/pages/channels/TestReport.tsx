import { useTranslation } from 'react-i18next'
import type { TestResult } from '../../api/types'
import { Duration } from '../../components/Show'
import { State } from '../../components/State'
import classes from './ChannelDetail.module.css'

type Tested = TestResult['items'][number]

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
            {each.ok && <Brought of={each} />}
          </li>
        ))}
      </ul>
    </div>
  )
}

function Brought({ of }: { of: Tested }) {
  const { t } = useTranslation()
  return (
    <>
      <span className="soft">{of.models ? t(of.models.more ? 'channelForm.foundAtLeast' : 'channelForm.found', { count: of.models.total }) : t('channels.noModelList')}</span>
      <span className={classes.sample}>{of.sample ? <q>{of.sample}</q> : <span className="soft">{t('channels.noSample')}</span>}</span>
    </>
  )
}
