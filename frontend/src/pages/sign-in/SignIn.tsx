import { Button, Checkbox, PasswordInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Refused } from '../../api/problem'
import { chooseLanguage, LANGUAGES, useLanguage, type Language } from '../../app/language'
import { useSignedIn } from '../../app/signedIn'
import { errorText } from '../../components/ErrorCard'
import { Mark } from '../../components/Mark'
import classes from './SignIn.module.css'

export function SignIn() {
  const { t } = useTranslation()
  const { signIn } = useSignedIn()
  const language = useLanguage()
  const [key, setKey] = useState('')
  const [remember, setRemember] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!key.trim()) {
      setFailure(t('signIn.missing'))
      return
    }
    setBusy(true)
    setFailure(undefined)
    try {
      await signIn(key.trim(), remember)
    } catch (error) {
      setFailure(error instanceof Refused && error.status === 401 ? t('signIn.wrong') : errorText(error, t))
      setBusy(false)
    }
  }
  return (
    <main className={classes.page}>
      <form className={classes.form} onSubmit={(event) => void submit(event)} noValidate>
        <Mark size={40} />
        <h1>{t('signIn.title')}</h1>
        <p className="soft">{t('signIn.text')}</p>
        <PasswordInput
          label={t('signIn.key')}
          value={key}
          onChange={(event) => setKey(event.currentTarget.value)}
          error={failure}
          autoComplete="current-password"
          size="md"
          autoFocus
          visibilityToggleButtonProps={{ 'aria-label': t('signIn.show') }}
        />
        <Checkbox label={t('signIn.remember')} checked={remember} onChange={(event) => setRemember(event.currentTarget.checked)} />
        <Button type="submit" size="md" loading={busy} fullWidth>
          {t('signIn.submit')}
        </Button>
        <p className="soft small">
          {t('signIn.where')} <code>$DATA_DIR/access-key</code>
        </p>
        <div className={classes.languages}>
          {Object.entries(LANGUAGES).map(([code, name]) => (
            <button key={code} type="button" lang={code} aria-pressed={code === language} onClick={() => void chooseLanguage(code as Language)}>
              {name}
            </button>
          ))}
        </div>
      </form>
    </main>
  )
}
