import { Button, Modal, SegmentedControl, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Person } from '../../api/access'
import { api, body } from '../../api/client'
import { fieldError } from '../../api/problem'
import { errorText } from '../../components/ErrorCard'
import { useFocusBack } from '../../components/useFocusBack'
import { LimitFields } from './LimitFields'
import { limitBody, limitDraft, wrongLimit } from './limits'
import { useAccessChange } from './useAccessChange'

export function PersonForm({ person, close }: { person?: Person; close: () => void }) {
  const { t } = useTranslation()
  useFocusBack()
  const change = useAccessChange<Person>()
  const [name, setName] = useState(person?.name ?? '')
  const [note, setNote] = useState(person?.note ?? '')
  const [role, setRole] = useState(person?.role ?? 'member')
  const [limits, setLimits] = useState(() => limitDraft(person))
  const problem = (member: string) => fieldError(change.error, `/${member}`)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const profile = { name: name.trim(), note: note.trim() || null, role, ...limitBody(limits, person) }
    change.mutate(
      person
        ? { make: () => body(api.PATCH('/api/users/{id}', { params: { path: { id: person.id } }, body: profile })), said: t('keys.saved', { name: profile.name }), tells: true }
        : { make: () => body(api.POST('/api/users', { body: profile })), said: t('people.added', { name: profile.name }), tells: true },
      { onSuccess: close },
    )
  }
  return (
    <Modal opened onClose={close} size={680} title={person ? t('channels.editTitle', { name: person.name }) : t('people.add')} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <form className="stack" onSubmit={submit} noValidate>
        <div className="half">
          <TextInput label={t('channelForm.name')} value={name} onChange={(event) => setName(event.currentTarget.value)} data-autofocus required />
          <TextInput label={t('people.note')} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
        </div>
        <SegmentedControl aria-label={t('people.role')} value={role} onChange={(next) => setRole(next as Person['role'])} data={(['member', 'admin'] as const).map((value) => ({ value, label: t(`role.${value}`) }))} />
        <LimitFields draft={limits} change={setLimits} problem={problem} />
        {change.error && <p className="bad">{errorText(change.error, t)}</p>}
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button variant="default" onClick={close}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" disabled={!name.trim() || wrongLimit(limits) !== null} loading={change.isPending}>
            {person ? t('action.save') : t('people.add')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
