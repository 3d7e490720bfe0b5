import { useTranslation } from 'react-i18next'
import type { AuditEntry } from '../../api/types'
import { useLanguage } from '../../app/language'
import { authorName } from '../../components/author'
import { Identifier } from '../../components/Show'
import { State } from '../../components/State'
import { exactTime } from '../../format/time'
import { told } from '../../locales/said'
import { actionName, actionText } from './action'
import classes from './Entry.module.css'

/** All that one entry says. */
export function Entry({ of }: { of: AuditEntry }) {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <dl className={classes.facts}>
      <dt>{t('logs.time')}</dt>
      <dd>{exactTime(of.time, language)}</dd>
      <dt>{t('configuration.author')}</dt>
      <dd>
        {authorName(of.author, t)} <span className="soft mono">{of.author}</span>
      </dd>
      <dt>{t('audit.action')}</dt>
      <dd>{t(`did.${actionName(of.action)}`, actionText(of.action))}</dd>
      <dt>{t('audit.target')}</dt>
      <dd>{told('details', of.target) || '–'}</dd>
      <dt>{t('audit.detail')}</dt>
      <dd>{told('details', of.detail) || '–'}</dd>
      <dt>{t('audit.seal')}</dt>
      <dd>
        <State tone={of.intact ? 'good' : 'bad'}>{of.intact ? t('audit.intact') : t('audit.broken')}</State> <Identifier of={of.hash} most={20} />
      </dd>
    </dl>
  )
}
