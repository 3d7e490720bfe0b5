import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './Keys.module.css'
import { SPANS, wrongLimit, type LimitDraft } from './limits'

type Props = { draft: LimitDraft; change: (next: LimitDraft) => void; problem: (member: string) => string | undefined }

export function LimitFields({ draft, change, problem }: Props) {
  const { t } = useTranslation()
  const wrong = wrongLimit(draft)
  return (
    <>
      <fieldset className={classes.fields}>
        <legend>{t('keys.budgets')}</legend>
        {SPANS.map((span) => (
          <TextInput
            key={span}
            size="xs"
            label={t(`keys.span_${span}`)}
            leftSection={<span className="soft">$</span>}
            inputMode="decimal"
            value={draft.budgets[span]}
            error={wrong === span ? t('keys.wrongNumber') : undefined}
            onChange={(event) => change({ ...draft, budgets: { ...draft.budgets, [span]: event.currentTarget.value } })}
          />
        ))}
      </fieldset>
      <fieldset className={classes.fields}>
        <legend>{t('keys.limits')}</legend>
        {(['rpm', 'tpm', 'concurrent', 'sessions'] as const).map((name) => (
          <TextInput key={name} size="xs" label={t(`keys.limit_${name}`)} inputMode="numeric" value={draft[name]} error={wrong === name ? t('keys.wrongNumber') : undefined} onChange={(event) => change({ ...draft, [name]: event.currentTarget.value })} />
        ))}
        <TextInput size="xs" label={t('keys.expires')} placeholder="30d, 2027-01-31" value={draft.expiresAt} error={problem('expiresAt')} onChange={(event) => change({ ...draft, expiresAt: event.currentTarget.value })} />
      </fieldset>
    </>
  )
}
