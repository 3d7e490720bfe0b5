import { Button, Collapse, Drawer, NumberInput, PasswordInput, Select, Switch, TagsInput, Textarea, TextInput } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api, body } from '../../api/client'
import { fieldError, Refused } from '../../api/problem'
import type { Channel } from '../../api/types'
import { StaleDialog } from '../../changes/StaleDialog'
import type { Json } from '../../changes/merge'
import { useChange } from '../../changes/useChange'
import { errorText } from '../../components/ErrorCard'
import { useFocusBack } from '../../components/useFocusBack'
import classes from './ChannelForm.module.css'
import { bodyOf, changed, draftOf, EMPTY, type Draft } from './draft'
import { ModelPicker } from './ModelPicker'
import { offeredModels } from './offered'
import { PRESETS, type Preset } from './presets'
import { recognise } from './recognise'
import { TestReport } from './TestReport'

type Props = { channel?: Channel; copyOf?: Channel; revision: string | null; close: (opened?: string) => void }

const TYPES = ['anthropic', 'openai-chat', 'openai-responses', 'gemini'] as const
const AUTHS = ['auto', 'x-api-key', 'bearer', 'both', 'x-goog-api-key', 'passthrough'] as const

/** Adds a channel, or changes one; what is typed can be tried before it is saved. */
export function ChannelForm({ channel, copyOf, revision, close }: Props) {
  const { t } = useTranslation()
  useFocusBack()
  const phone = useMediaQuery('(max-width: 640px)', false, { getInitialValueInEffect: false })
  const client = useQueryClient()
  const change = useChange()
  const [base] = useState(() => (channel ? bodyOf(draftOf(channel)) : null))
  const [held, setHeld] = useState(revision)
  const [draft, setDraft] = useState<Draft>(() => (channel ? draftOf(channel) : copyOf ? { ...draftOf(copyOf), name: `${copyOf.name} 2` } : EMPTY))
  const [preset, setPreset] = useState<Preset>()
  const [pasted, setPasted] = useState('')
  const [more, setMore] = useState(false)
  const [failure, setFailure] = useState<unknown>()
  const [theirs, setTheirs] = useState<Json>()
  const set = (members: Partial<Draft>) => {
    setDraft((old) => ({ ...old, ...members }))
    if ('type' in members || 'baseUrl' in members || 'secrets' in members) {
      // What another upstream or key brought says nothing of this one.
      test.reset()
    }
  }

  const choose = (next: Preset) => {
    setPreset(next)
    set({ type: next.type, ...(next.baseUrl ? { baseUrl: next.baseUrl } : {}), name: next.name, ...(next.anyKey && !draft.secrets ? { secrets: next.anyKey } : {}) })
  }
  const paste = (text: string) => {
    setPasted(text)
    const found = recognise(text)
    if (found.preset) {
      setPreset(found.preset)
    }
    set({
      ...(found.preset ? { type: found.preset.type } : {}),
      ...(found.baseUrl ? { baseUrl: found.baseUrl } : {}),
      ...(found.keys.length > 0 ? { secrets: found.keys.join('\n') } : {}),
      ...(!draft.name && found.preset ? { name: found.preset.name } : {}),
    })
  }
  const test = useMutation({
    mutationFn: () =>
      channel && !draft.secrets.trim() && JSON.stringify(bodyOf(draft)) === JSON.stringify(base)
        ? body(api.POST('/api/channels/{id}/test', { params: { path: { id: channel.id } } }))
        : body(api.POST('/api/channels/test', { body: { ...bodyOf(draft), ...(channel && !draft.secrets.trim() ? { id: channel.id, keys: channel.keys.map(({ id }) => ({ id })) } : {}) } })),
  })

  const report = useRef<HTMLDivElement>(null)
  useEffect(() => {
    report.current?.scrollIntoView({ block: 'nearest' })
  }, [test.data])
  const offered = test.data && offeredModels(test.data)

  const save = (mine: Record<string, Json>, at: string | null) => {
    setFailure(undefined)
    change.mutate(
      {
        said: channel ? t('channels.saved', { name: draft.name }) : t('channels.added', { name: draft.name || t('channels.one') }),
        revision: at,
        merges: Boolean(channel),
        tells: true,
        make: async () => {
          try {
            if (channel) {
              return await answer(api.PATCH('/api/channels/{id}', { params: { path: { id: channel.id }, header: { 'If-Match': at ?? undefined } }, body: mine as never }))
            }
            const made = await answer(api.POST('/api/channels', { params: { header: { 'If-Match': at ?? undefined } }, body: bodyOf(draft) }))
            close(made.data.id)
            return made
          } catch (error) {
            if (channel && error instanceof Refused && error.stale) {
              const now = await answer(api.GET('/api/channels/{id}', { params: { path: { id: channel.id } } }))
              setHeld(now.etag)
              setTheirs(bodyOf(draftOf(now.data)) as Json)
            }
            setFailure(error)
            throw error
          }
        },
      },
      { onSuccess: () => channel && close() },
    )
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const mine = base ? changed(base, bodyOf(draft)) : {}
    if (channel && Object.keys(mine).length === 0) {
      close()
      return
    }
    // Another channel added meanwhile is no reason to refuse a new one.
    save(mine, channel ? held : (client.getQueryData<{ revision: string | null }>(['channels'])?.revision ?? held))
  }
  const problem = (member: string) => fieldError(failure, `/${member}`)
  return (
    <Drawer
      opened
      onClose={() => close()}
      position="right"
      size={phone ? '100%' : 620}
      title={<strong>{channel ? t('channels.editTitle', { name: channel.name }) : t('channels.add')}</strong>}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form className={classes.form} onSubmit={submit} noValidate>
        {!channel && (
          <>
            <div className={classes.presets} role="group" aria-label={t('channelForm.provider')}>
              {PRESETS.map((each) => (
                <button key={each.id} type="button" aria-pressed={preset?.id === each.id} onClick={() => choose(each)}>
                  {each.name || t('channelForm.other')}
                </button>
              ))}
            </div>
            <Textarea
              data-autofocus={!phone || undefined}
              label={t('channelForm.paste')}
              description={t('channelForm.pasteText')}
              placeholder={'export ANTHROPIC_BASE_URL=https://api.anthropic.com\nexport ANTHROPIC_API_KEY=sk-ant-…'}
              value={pasted}
              onChange={(event) => paste(event.currentTarget.value)}
              autosize
              minRows={2}
              maxRows={5}
              autoComplete="off"
              spellCheck={false}
              classNames={{ input: 'mono' }}
            />
          </>
        )}
        <div className={classes.two}>
          <TextInput label={t('channelForm.name')} value={draft.name} onChange={(event) => set({ name: event.currentTarget.value })} error={problem('name')} placeholder={preset?.name} />
          <Select label={t('channelForm.type')} data={TYPES.map((value) => ({ value, label: t(`channelType.${value}`) }))} value={draft.type} onChange={(value) => value && set({ type: value as Draft['type'] })} error={problem('type')} allowDeselect={false} />
        </div>
        <TextInput label={t('channelForm.baseUrl')} value={draft.baseUrl} onChange={(event) => set({ baseUrl: event.currentTarget.value })} error={problem('baseUrl')} placeholder="https://api.example.com" inputMode="url" spellCheck={false} classNames={{ input: 'mono' }} required />
        {channel ? (
          <p className="soft small">{t('channelForm.keysElsewhere')}</p>
        ) : draft.secrets.includes('\n') ? (
          <Textarea label={t('channelForm.keys')} value={draft.secrets} onChange={(event) => set({ secrets: event.currentTarget.value })} autosize minRows={2} error={problem('keys')} classNames={{ input: 'mono' }} autoComplete="off" />
        ) : (
          <PasswordInput label={t('channelForm.key')} description={t('channelForm.keyText')} value={draft.secrets} onChange={(event) => set({ secrets: event.currentTarget.value })} error={problem('keys') ?? problem('keys/0/secret')} autoComplete="off" visibilityToggleButtonProps={{ 'aria-label': t('signIn.show') }} />
        )}
        <TagsInput label={t('channelForm.models')} description={t('channelForm.modelsText')} value={draft.models} onChange={(models) => set({ models })} placeholder={draft.models.length === 0 ? 'claude-*' : undefined} error={problem('models')} />
        {test.data && (
          <div ref={report} className={`${classes.form} ${classes.report}`}>
            <TestReport result={test.data} />
            {offered && offered.ids.length > 0 && <ModelPicker offered={offered} picked={draft.models} pick={(models) => set({ models })} />}
          </div>
        )}
        <Button variant="subtle" size="compact-sm" className={classes.more} onClick={() => setMore(!more)} aria-expanded={more}>
          {more ? t('channelForm.less') : t('channelForm.more')}
        </Button>
        <Collapse expanded={more}>
          <div className={classes.form}>
            <div className={classes.two}>
              <NumberInput label={t('channelForm.priority')} description={t('channelForm.priorityText')} value={draft.priority} onChange={(value) => set({ priority: Number(value) })} allowDecimal={false} error={problem('priority')} />
              <NumberInput label={t('channelForm.weight')} description={t('channelForm.weightText')} value={draft.weight} onChange={(value) => set({ weight: Number(value) })} min={1} allowDecimal={false} error={problem('weight')} />
              <Select label={t('channelForm.auth')} data={AUTHS.map((value) => ({ value, label: t(`authScheme.${value}`) }))} value={draft.auth} onChange={(value) => value && set({ auth: value as Draft['auth'] })} allowDeselect={false} error={problem('auth')} />
              <NumberInput label={t('channelForm.maxConcurrent')} description={t('channelForm.maxConcurrentText')} value={draft.maxConcurrent} onChange={(value) => set({ maxConcurrent: Number(value) })} min={0} allowDecimal={false} error={problem('maxConcurrent')} />
              <NumberInput label={t('channelForm.costMultiplier')} value={draft.costMultiplier} onChange={(value) => set({ costMultiplier: Number(value) })} min={0} step={0.1} error={problem('costMultiplier')} />
              <NumberInput label={t('channelForm.connectMs')} value={draft.connectMs} onChange={(value) => set({ connectMs: Number(value) })} min={1} allowDecimal={false} suffix=" ms" error={problem('timeouts/connectMs')} />
              <NumberInput label={t('channelForm.firstByteMs')} value={draft.firstByteMs} onChange={(value) => set({ firstByteMs: Number(value) })} min={1} allowDecimal={false} suffix=" ms" error={problem('timeouts/firstByteMs')} />
              <NumberInput label={t('channelForm.idleMs')} value={draft.idleMs} onChange={(value) => set({ idleMs: Number(value) })} min={1} allowDecimal={false} suffix=" ms" error={problem('timeouts/idleMs')} />
            </div>
            <Textarea label={t('channelForm.modelMap')} description={t('channelForm.modelMapText')} placeholder="claude-haiku-* = glm-4.6-air" value={draft.modelMap} onChange={(event) => set({ modelMap: event.currentTarget.value })} autosize minRows={2} classNames={{ input: 'mono' }} error={problem('modelMap')} />
            <TagsInput label={t('channelForm.groups')} value={draft.groups} onChange={(groups) => set({ groups })} error={problem('groups')} />
            <TextInput label={t('channelForm.proxy')} placeholder="socks5://127.0.0.1:1080" value={draft.proxy} onChange={(event) => set({ proxy: event.currentTarget.value })} classNames={{ input: 'mono' }} error={problem('proxy') ?? problem('proxy/url')} />
            {draft.proxy && <Switch label={t('channelForm.proxyFallback')} checked={draft.proxyFallback} onChange={(event) => set({ proxyFallback: event.currentTarget.checked })} />}
            <Switch label="HTTP/2" checked={draft.http2} onChange={(event) => set({ http2: event.currentTarget.checked })} />
          </div>
        </Collapse>
        {Boolean(test.error ?? failure) && theirs === undefined && (
          <p className="bad" role="alert">
            {errorText(failure ?? test.error, t)}
          </p>
        )}
        <div className={classes.actions}>
          <Button variant="default" loading={test.isPending} disabled={!draft.baseUrl.trim()} onClick={() => test.mutate()}>
            {t('channels.test')}
          </Button>
          <span className="grow soft small">{!channel && !test.data && t('channelForm.testFirst')}</span>
          <Button type="submit" loading={change.isPending} disabled={!draft.baseUrl.trim()}>
            {channel ? t('action.save') : t('channels.add')}
          </Button>
        </div>
      </form>
      {theirs !== undefined && base && (
        <StaleDialog
          base={base as Json}
          mine={bodyOf(draft) as Json}
          theirs={theirs}
          busy={change.isPending}
          close={() => setTheirs(undefined)}
          save={(merged) => {
            setTheirs(undefined)
            save(changed(theirs as never, merged as never), held)
          }}
        />
      )}
    </Drawer>
  )
}
