import { Button, SegmentedControl, Select, useMantineColorScheme } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { baseUrl } from '../../api/base'
import { useHealth } from '../../api/queries'
import { chooseLanguage, LANGUAGES, useLanguage, type Language } from '../../app/language'
import { RANGES, useRange, type Range } from '../../app/range'
import { useSignedIn, whoIs } from '../../app/signedIn'
import { PageHeader } from '../../components/PageHeader'
import { Until } from '../../components/Show'

/** What belongs to this browser; what belongs to the gateway is in its configuration. */
export default function Settings() {
  const { t } = useTranslation()
  const language = useLanguage()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const [range, setRange] = useRange()
  const { state, signOut } = useSignedIn()
  const health = useHealth()
  return (
    <>
      <PageHeader title={t('nav.settings')} text={t('settings.text')} />
      <div className="half">
        <section className="card stack">
          <h2>{t('settings.browser')}</h2>
          <Select label={t('shell.language')} data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))} value={language} onChange={(next) => next && void chooseLanguage(next as Language)} allowDeselect={false} />
          <div>
            <div style={{ marginBottom: 4, fontWeight: 500 }}>{t('shell.theme')}</div>
            <SegmentedControl aria-label={t('shell.theme')} value={colorScheme} onChange={(next) => setColorScheme(next as 'auto')} data={(['auto', 'light', 'dark'] as const).map((value) => ({ value, label: t(`theme.${value}`) }))} />
          </div>
          <Select label={t('shell.range')} data={RANGES.map((value) => ({ value, label: t(`range.${value}`) }))} value={range} onChange={(next) => next && setRange(next as Range)} allowDeselect={false} />
        </section>
        <section className="card stack">
          <h2>{t('settings.session')}</h2>
          {typeof state !== 'string' && (
            <p>
              {whoIs(state, t)}
              {state.expiresAt && (
                <span className="soft">
                  {' '}
                  · {t('settings.ends')} <Until time={state.expiresAt} />
                </span>
              )}
            </p>
          )}
          <div>
            <Button variant="default" onClick={() => void signOut()}>
              {t('shell.signOut')}
            </Button>
          </div>
        </section>
        <section className="card stack">
          <h2>{t('settings.gateway')}</h2>
          <p className="soft">
            {t('settings.version', { version: health.data?.version ?? '…' })} · <code>{baseUrl()}</code>
          </p>
          <p>
            <Link to="/configuration">{t('settings.toConfiguration')}</Link>
          </p>
        </section>
        <section className="card stack">
          <h2>{t('settings.api')}</h2>
          <p className="soft">{t('settings.apiText')}</p>
          <div className="row wrap">
            {(['docs', 'scalar', 'openapi.json'] as const).map((each) => (
              <Button key={each} component="a" href={`${baseUrl()}/api/${each}`} target="_blank" rel="noreferrer" variant="default" rightSection={<IconExternalLink size={14} />}>
                {{ docs: 'Swagger UI', scalar: 'Scalar', 'openapi.json': 'OpenAPI' }[each]}
              </Button>
            ))}
          </div>
        </section>
      </div>
    </>
  )
}
