import { Button, PasswordInput, SegmentedControl, Tabs } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { baseUrl } from '../../api/base'
import { api, body } from '../../api/client'
import { useSearchMember } from '../../app/search'
import { useIsAdmin } from '../../app/signedIn'
import { CopyButton } from '../../components/CopyButton'
import { errorText } from '../../components/ErrorCard'
import { PageHeader } from '../../components/PageHeader'
import { CLIENTS, recipes, systemOf, type Client, type System } from './recipes'

/** One command for the client that is to use this gateway. */
export default function Connect() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const admin = useIsAdmin()
  const [chosen, choose] = useSearchMember('client')
  const [system, setSystem] = useState<System>(() => systemOf(navigator.userAgent))
  const [key, setKey] = useState('')
  const client = CLIENTS.find((each) => each === chosen) ?? 'claude'
  const issue = useMutation({
    mutationFn: () => body(api.POST('/api/keys', { body: { name: `${client} ${new Date().toISOString().slice(0, 16).replace('T', ' ')}` } })),
    onSuccess: (made) => {
      setKey(made.key)
      void queries.invalidateQueries({ queryKey: ['issued-keys'] })
    },
  })
  const shown = key.trim() || 'YOUR_KEY'
  return (
    <>
      <PageHeader title={t('nav.connect')} text={t('connect.text')} />
      <div className="stack">
        <section className="card stack">
          <div className="row wrap" style={{ alignItems: 'flex-end' }}>
            <PasswordInput className="grow" miw={240} label={t('connect.key')} description={admin ? t('connect.keyText') : t('connect.ownKeyText')} value={key} onChange={(event) => setKey(event.currentTarget.value)} autoComplete="off" visibilityToggleButtonProps={{ 'aria-label': t('signIn.show') }} />
            {admin && (
              <Button variant="default" loading={issue.isPending} onClick={() => issue.mutate()}>
                {t('connect.issue')}
              </Button>
            )}
          </div>
          {issue.isSuccess && <p className="good">{t('connect.issued')}</p>}
          {issue.error && <p className="bad">{errorText(issue.error, t)}</p>}
          <p className="soft small">{t('connect.address', { address: baseUrl() })}</p>
        </section>
        <Tabs value={client} onChange={(next) => choose(next === 'claude' ? null : next)} keepMounted={false}>
          <div className="row wrap between" style={{ marginBottom: 12 }}>
            <Tabs.List>
              {CLIENTS.map((each) => (
                <Tabs.Tab key={each} value={each}>
                  {t(`connect.client_${each}`)}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            <SegmentedControl size="xs" aria-label={t('connect.system')} value={system} onChange={(next) => setSystem(next as System)} data={[{ value: 'unix', label: 'macOS / Linux' }, { value: 'windows', label: 'Windows' }]} />
          </div>
          {CLIENTS.map((each) => (
            <Tabs.Panel key={each} value={each}>
              <Recipes client={each} keyText={shown} system={system} />
            </Tabs.Panel>
          ))}
        </Tabs>
      </div>
    </>
  )
}

function Recipes({ client, keyText, system }: { client: Client; keyText: string; system: System }) {
  const { t } = useTranslation()
  const all = recipes(client, baseUrl(), keyText, system)
  const masked = recipes(client, baseUrl(), keyText === 'YOUR_KEY' ? keyText : `${keyText.slice(0, 8)}…`, system)
  return (
    <div className="stack">
      {all.map((recipe, index) => (
        <section key={recipe.title} className="card stack tight">
          <div className="row between">
            <h2>{recipe.title}</h2>
            <CopyButton text={recipe.code} />
          </div>
          {recipe.note && <p className="soft">{t(`connect.note_${recipe.note}`)}</p>}
          <pre className="code" tabIndex={0}>{masked[index]?.code}</pre>
        </section>
      ))}
    </div>
  )
}
