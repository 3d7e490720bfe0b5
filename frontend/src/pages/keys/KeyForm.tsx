import { Button, Modal, Select, Switch, TagsInput, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { IssuedKey, Person, Slot } from '../../api/access'
import { api, body } from '../../api/client'
import { fieldError } from '../../api/problem'
import { useChannels } from '../../api/queries'
import { errorText } from '../../components/ErrorCard'
import { useFocusBack } from '../../components/useFocusBack'
import classes from './Keys.module.css'
import { LimitFields } from './LimitFields'
import { limitBody, limitDraft, wrongLimit } from './limits'
import { useAccessChange } from './useAccessChange'

const SLOTS = ['opus', 'sonnet', 'haiku'] as const

type Props = { issued?: IssuedKey; people: Person[]; close: () => void; hand: (made: IssuedKey, key: string) => void }

/** Issues a key, or changes its terms. */
export function KeyForm({ issued, people, close, hand }: Props) {
  const { t } = useTranslation()
  useFocusBack()
  const change = useAccessChange<IssuedKey & { key?: string }>()
  const channels = useChannels()
  const [name, setName] = useState(issued?.name ?? '')
  const [user, setUser] = useState<string | null>(issued?.user ?? null)
  const [models, setModels] = useState(issued?.models ?? [])
  const [groups, setGroups] = useState(issued?.groups ?? [])
  const [slots, setSlots] = useState<Record<string, Slot>>(() => ({ ...issued?.slots }))
  const [revealable, setRevealable] = useState(issued?.revealable ?? false)
  const [limits, setLimits] = useState(() => limitDraft(issued))
  const problem = (member: string) => fieldError(change.error, `/${member}`)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const full = Object.fromEntries(SLOTS.map((slot) => [slot, slots[slot]?.channel && slots[slot]?.model ? slots[slot] : null]).filter(([slot, value]) => value !== null || issued?.slots[slot as 'opus']))
    const terms = { name: name.trim(), user, models, groups, revealable, ...(Object.keys(full).length > 0 ? { slots: full } : {}), ...limitBody(limits, issued) }
    change.mutate(
      issued
        ? { make: () => body(api.PATCH('/api/keys/{id}', { params: { path: { id: issued.id } }, body: terms })), said: t('keys.saved', { name: terms.name }), tells: true }
        : { make: () => body(api.POST('/api/keys', { body: terms })), tells: true },
      {
        onSuccess: (made) => {
          close()
          if (made.key) {
            hand(made, made.key)
          }
        },
      },
    )
  }
  const setSlot = (slot: string, member: Partial<NonNullable<Slot>>) => setSlots((old) => ({ ...old, [slot]: { channel: '', model: '', ...old[slot], ...member } }))
  return (
    <Modal opened onClose={close} size={680} title={issued ? t('channels.editTitle', { name: issued.name }) : t('keys.issue')} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <form className="stack" onSubmit={submit} noValidate>
        <div className="half">
          <TextInput label={t('channelForm.name')} value={name} onChange={(event) => setName(event.currentTarget.value)} error={problem('name')} placeholder="anna-laptop" data-autofocus required />
          <Select label={t('keys.person')} data={people.map((each) => ({ value: each.id, label: each.name }))} value={user} onChange={setUser} clearable searchable error={problem('user')} />
        </div>
        <LimitFields draft={limits} change={setLimits} problem={problem} />
        <div className="half">
          <TagsInput label={t('channelForm.models')} description={t('keys.modelsText')} value={models} onChange={setModels} error={problem('models')} />
          <TagsInput label={t('channelForm.groups')} description={t('keys.groupsText')} value={groups} onChange={setGroups} error={problem('groups')} />
        </div>
        <details>
          <summary>{t('keys.slots')}</summary>
          <p className="soft small">{t('keys.slotsText')}</p>
          <div className="stack tight">
            {SLOTS.map((slot) => (
              <div key={slot} className={classes.slot}>
                <span>{slot}</span>
                <Select size="xs" aria-label={`${slot}: ${t('logs.channel')}`} placeholder={t('logs.channel')} data={(channels.data?.items ?? []).map((each) => ({ value: each.id, label: each.name }))} value={slots[slot]?.channel || null} onChange={(channel) => setSlot(slot, { channel: channel ?? '' })} clearable />
                <TextInput size="xs" aria-label={`${slot}: ${t('logs.model')}`} placeholder={t('logs.model')} value={slots[slot]?.model ?? ''} onChange={(event) => setSlot(slot, { model: event.currentTarget.value })} />
              </div>
            ))}
          </div>
        </details>
        <Switch label={t('keys.revealable')} checked={revealable} onChange={(event) => setRevealable(event.currentTarget.checked)} />
        {change.error && (
          <p className="bad" role="alert">
            {errorText(change.error, t)}
          </p>
        )}
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button variant="default" onClick={close}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" disabled={!name.trim() || wrongLimit(limits) !== null} loading={change.isPending}>
            {issued ? t('action.save') : t('keys.issue')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
