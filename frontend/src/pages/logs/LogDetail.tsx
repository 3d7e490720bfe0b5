import { Skeleton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { baseUrl } from '../../api/base'
import { usePrices } from '../../api/queries'
import type { Log } from '../../api/types'
import { useIsAdmin } from '../../app/signedIn'
import { CopyButton } from '../../components/CopyButton'
import { ErrorCard } from '../../components/ErrorCard'
import { Outcome } from '../../components/Outcome'
import { Ago, Count, Duration, Identifier, Money } from '../../components/Show'
import { bytes } from '../../format/number'
import { callerName } from './callerName'
import { costSplit } from './costSplit'
import { curlOf } from './curl'
import classes from './LogDetail.module.css'
import { useLog } from './useLogPages'
import { WaterfallChart } from './WaterfallChart'

/** Why one request was slow, refused or expensive. */
export function LogDetail({ id }: { id: string }) {
  const { t } = useTranslation()
  const log = useLog(id)
  if (log.isPending) {
    return <Skeleton height={320} />
  }
  if (log.error) {
    return <ErrorCard error={log.error} retry={() => void log.refetch()} />
  }
  const of = log.data
  return (
    <div className="stack">
      <div className="row wrap between">
        <div className="row wrap">
          <Outcome log={of} />
          <span className="soft">
            <Ago time={of.time} />
          </span>
        </div>
        <CopyButton label={t('logs.curl')} text={() => curlOf(of, baseUrl())} />
      </div>
      {of.error && <div className={classes.error}>{of.error}</div>}
      <section>
        <h2>{t('logs.course')}</h2>
        <WaterfallChart course={of} endedBy={of.endedBy} />
      </section>
      <Facts log={of} />
      {(of.billed?.length ?? 0) > 0 && <Bill log={of} />}
      <Body name={t('logs.requestHeaders')} kept={of.requestHeaders} />
      <Body name={t('logs.requestBody')} kept={of.requestBody} />
      <Body name={t('logs.responseHeaders')} kept={of.responseHeaders} />
      <Body name={t('logs.responseBody')} kept={of.responseBody} />
    </div>
  )
}

function Facts({ log }: { log: Log }) {
  const { t } = useTranslation()
  const renamed = log.servedModel && log.servedModel !== log.model
  return (
    <dl className={classes.facts}>
      <dt>{t('logs.model')}</dt>
      <dd>
        {log.model ?? '–'}
        {renamed && <span className="soft"> → {log.servedModel}</span>}
      </dd>
      <dt>{t('logs.channel')}</dt>
      <dd>
        {log.channel ?? '–'} {log.key && <span className="soft mono">{log.key}</span>}
      </dd>
      <dt>{t('logs.caller')}</dt>
      <dd>{callerName(log, t)}</dd>
      <dt>{t('logs.protocol')}</dt>
      <dd>{log.protocol ?? '–'}</dd>
      <dt>{t('logs.session')}</dt>
      <dd>
        <Identifier of={log.session} most={24} />{' '}
        {log.session && <Link to={`/logs?session=${encodeURIComponent(log.session)}`}>{t('logs.allOfSession')}</Link>}
      </dd>
      {log.agent && (
        <>
          <dt>{t('logs.agent')}</dt>
          <dd>
            <Identifier of={log.agent} most={24} />
          </dd>
        </>
      )}
      <dt>{t('logs.firstContent')}</dt>
      <dd>
        <Duration ms={log.ttftMs || null} />
      </dd>
      <dt>{t('logs.duration')}</dt>
      <dd>
        <Duration ms={log.durationMs} />
      </dd>
      <dt>{t('logs.endedBy')}</dt>
      <dd>{log.endedBy ? t(`endedBy.${log.endedBy}`) : '–'}</dd>
    </dl>
  )
}

function Bill({ log }: { log: Log }) {
  const { t } = useTranslation()
  const admin = useIsAdmin()
  const prices = usePrices(admin)
  return (
    <section>
      <h2>{t('logs.bill')}</h2>
      {log.billed?.map((billed) => {
        const parts = costSplit(billed, prices.data?.items.find((price) => price.revision === billed.price))
        return (
          <table key={billed.attempt} className={classes.bill}>
            <tbody>
              {parts
                .filter((part) => part.tokens > 0)
                .map((part) => (
                  <tr key={part.kind}>
                    <td>{t(`tokens.${part.kind}`)}</td>
                    <td className="num">
                      <Count of={part.tokens} />
                    </td>
                    <td className="num">{part.cost === null ? '' : <Money of={part.cost} />}</td>
                  </tr>
                ))}
              <tr className={classes.sum}>
                <td>
                  {t('logs.attempt', { number: billed.attempt })}
                  {billed.multiplier !== '1' && <span className="soft"> × {billed.multiplier}</span>}
                </td>
                <td />
                <td className="num">
                  <Money of={billed.cost} estimated={billed.estimated} />
                </td>
              </tr>
            </tbody>
          </table>
        )
      })}
    </section>
  )
}

function Body({ name, kept }: { name: string; kept: Log['requestBody'] }) {
  const { t } = useTranslation()
  if (!kept) {
    return null
  }
  return (
    <section>
      <div className="row between">
        <h2>{name}</h2>
        <span className="row">
          <span className="soft small">
            {bytes(kept.bytes)}
            {kept.cut && ` · ${t('logs.cut')}`}
          </span>
          {kept.text && <CopyButton text={kept.text} />}
        </span>
      </div>
      <pre className="code" tabIndex={0}>{kept.text ? pretty(kept.text) : kept.problem}</pre>
    </section>
  )
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
