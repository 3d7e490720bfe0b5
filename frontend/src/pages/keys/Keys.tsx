import { Button, Tabs } from '@mantine/core'
import { IconKey, IconPlus, IconUsers } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useIssuedKeys, usePeople, type IssuedKey, type Person } from '../../api/access'
import { useSearchMember } from '../../app/search'
import { useIsAdmin } from '../../app/signedIn'
import { Empty } from '../../components/Empty'
import { ErrorCard } from '../../components/ErrorCard'
import { PageHeader } from '../../components/PageHeader'
import { SearchInput } from '../../components/SearchInput'
import { RowsSkeleton } from '../../components/Skeletons'
import { KeyForm } from './KeyForm'
import { IssuedKeyRow } from './IssuedKeyRow'
import { PersonForm } from './PersonForm'
import { PersonRow } from './PersonRow'
import { SecretDialog } from './SecretDialog'

/** Who may ask, and how much. */
export default function Keys() {
  const { t } = useTranslation()
  const admin = useIsAdmin()
  const [tab, setTab] = useSearchMember('tab')
  const [find, setFind] = useSearchMember('find')
  const keys = useIssuedKeys()
  const people = usePeople(admin)
  const [editedKey, setEditedKey] = useState<IssuedKey | 'new'>()
  const [editedPerson, setEditedPerson] = useState<Person | 'new'>()
  const [handed, setHanded] = useState<{ name: string; key: string; again: boolean }>()
  const onPeople = tab === 'people' && admin
  const wanted = (find ?? '').toLowerCase()
  const shownKeys = keys.data?.items.filter((each) => [each.name, each.userName, each.note, ...each.tags].some((text) => text?.toLowerCase().includes(wanted))) ?? []
  const shownPeople = people.data?.items.filter((each) => each.name.toLowerCase().includes(wanted)) ?? []
  const add = onPeople ? (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setEditedPerson('new')}>
      {t('people.add')}
    </Button>
  ) : (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setEditedKey('new')}>
      {t('keys.issue')}
    </Button>
  )
  const list = onPeople ? people : keys
  const empty = (list.data?.items.length ?? 0) === 0
  return (
    <>
      <PageHeader title={t('nav.keys')} text={admin ? t('keys.text') : t('keys.ownText')}>
        {admin && !empty && add}
      </PageHeader>
      <div className="row wrap between" style={{ marginBottom: 12 }}>
        {admin ? (
          <Tabs value={onPeople ? 'people' : 'keys'} onChange={(next) => setTab(next === 'people' ? 'people' : null)}>
            <Tabs.List>
              <Tabs.Tab value="keys">{t('keys.tab')}</Tabs.Tab>
              <Tabs.Tab value="people">{t('people.tab')}</Tabs.Tab>
            </Tabs.List>
          </Tabs>
        ) : (
          <span />
        )}
        <SearchInput label={t('keys.find')} value={find ?? ''} change={(text) => setFind(text || null)} />
      </div>
      <div className="card flush">
        {list.isPending ? (
          <RowsSkeleton />
        ) : list.error && !list.data ? (
          <ErrorCard error={list.error} retry={() => void list.refetch()} />
        ) : empty ? (
          <Empty icon={onPeople ? <IconUsers size={26} stroke={1.5} /> : <IconKey size={26} stroke={1.5} />} title={onPeople ? t('people.empty') : t('keys.empty')} text={onPeople ? t('people.emptyText') : t('keys.emptyText')}>
            {admin && add}
          </Empty>
        ) : onPeople ? (
          shownPeople.map((each) => <PersonRow key={each.id} of={each} edit={() => setEditedPerson(each)} />)
        ) : (
          shownKeys.map((each) => <IssuedKeyRow key={each.id} of={each} edit={() => setEditedKey(each)} hand={(key) => setHanded({ name: each.name, key, again: each.revealable })} admin={admin} />)
        )}
      </div>
      {editedKey && <KeyForm issued={editedKey === 'new' ? undefined : editedKey} people={people.data?.items ?? []} close={() => setEditedKey(undefined)} hand={(made, key) => setHanded({ name: made.name, key, again: made.revealable })} />}
      {editedPerson && <PersonForm person={editedPerson === 'new' ? undefined : editedPerson} close={() => setEditedPerson(undefined)} />}
      {handed && <SecretDialog name={handed.name} text={handed.key} again={handed.again} close={() => setHanded(undefined)} />}
    </>
  )
}
