import { Tabs } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSearch, withMembers } from '../../app/search'
import { PageHeader } from '../../components/PageHeader'
import { DocumentTab } from './DocumentTab'
import { HistoryTab } from './HistoryTab'

export default function Configuration() {
  const { t } = useTranslation()
  const [search, setSearch] = useSearch()
  const tab = search.get('tab') === 'history' ? 'history' : 'document'
  return (
    <>
      <PageHeader title={t('nav.configuration')} text={t('configuration.text')} />
      <Tabs value={tab} onChange={(next) => setSearch((old) => withMembers(old, { tab: next === 'history' ? 'history' : null, revision: null }))} keepMounted={false}>
        <Tabs.List mb={12}>
          <Tabs.Tab value="document">{t('configuration.document')}</Tabs.Tab>
          <Tabs.Tab value="history">{t('overview.history')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="document">
          <DocumentTab />
        </Tabs.Panel>
        <Tabs.Panel value="history">
          <HistoryTab />
        </Tabs.Panel>
      </Tabs>
    </>
  )
}
