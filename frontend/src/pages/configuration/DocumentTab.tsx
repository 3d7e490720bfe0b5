import { Button, Modal, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../api/client'
import { Refused } from '../../api/problem'
import type { Json } from '../../changes/merge'
import { StaleDialog } from '../../changes/StaleDialog'
import { useChange } from '../../changes/useChange'
import { ErrorCard } from '../../components/ErrorCard'
import { RowsSkeleton } from '../../components/Skeletons'
import { told } from '../../locales/said'
import classes from './DocumentTab.module.css'
import type { Complaint } from './Editor'
import { SideBySide } from './SideBySide'
import { useDocument, useSchema } from './useDocument'

const Editor = lazy(() => import('./Editor'))

const textOf = (document: unknown) => JSON.stringify(document, null, 2)

/** The whole document: edited as text, compared before it is saved, merged when another was faster. */
export function DocumentTab() {
  const { t } = useTranslation()
  const now = useDocument()
  const schema = useSchema()
  const change = useChange()
  const [base, setBase] = useState<{ document: Json; revision: string | null }>()
  const [text, setText] = useState('')
  const [reviewed, setReviewed] = useState(false)
  const [summary, setSummary] = useState('')
  const [theirs, setTheirs] = useState<{ document: Json; revision: string | null }>()
  const complaints = useQuery({ queryKey: ['config-check', text], enabled: reviewed, queryFn: () => check(text), gcTime: 0 })
  const edited = base !== undefined && text !== textOf(base.document)

  // What others save is taken over as long as nothing has been typed.
  useEffect(() => {
    if (now.data && (!base || (!edited && base.revision !== now.data.revision))) {
      setBase({ document: now.data.document as Json, revision: now.data.revision })
      setText(textOf(now.data.document))
    }
  }, [now.data, base, edited])

  if ((now.error && !now.data) || (schema.error && !schema.data)) {
    return (
      <div className="card">
        <ErrorCard error={now.error ?? schema.error} retry={() => void (now.refetch(), schema.refetch())} />
      </div>
    )
  }
  if (!base || !schema.data) {
    return (
      <div className="card flush">
        <div className={classes.editor}>
          <RowsSkeleton rows={14} />
        </div>
      </div>
    )
  }
  const parsed = parse(text)
  const wrong = complaints.data ?? []
  const save = (document: Json, revision: string | null) =>
    change.mutate(
      {
        said: t('configuration.saved'),
        revision,
        merges: true,
        make: async () => {
          try {
            const done = await answer(
              api.PUT('/api/config', {
                params: { header: { 'If-Match': revision ?? undefined }, query: summary.trim() ? { summary: summary.trim() } : {} },
                body: document as Record<string, never>,
              }),
            )
            setBase({ document: done.data as Json, revision: done.etag })
            setText(textOf(done.data))
            setSummary('')
            setReviewed(false)
            return done
          } catch (failure) {
            if (failure instanceof Refused && failure.stale) {
              const held = await answer(api.GET('/api/config'))
              setTheirs({ document: held.data as Json, revision: held.etag })
              setReviewed(false)
            }
            throw failure
          }
        },
      },
    )
  return (
    <div className="stack">
      <div className="card flush">
        <div className={classes.editor}>
          <Suspense fallback={<RowsSkeleton rows={14} />}>
            <Editor text={text} schema={schema.data} change={setText} check={check} />
          </Suspense>
        </div>
      </div>
      <div className="row wrap between">
        <span className="soft">{parsed === undefined ? t('configuration.noJson') : edited ? t('configuration.edited') : t('configuration.revisionNow', { revision: (base.revision ?? '').replaceAll('"', '') })}</span>
        <div className="row">
          <Button variant="default" disabled={!edited} onClick={() => setText(textOf(base.document))}>
            {t('configuration.discard')}
          </Button>
          <Button disabled={!edited || parsed === undefined} onClick={() => setReviewed(true)}>
            {t('configuration.review')}
          </Button>
        </div>
      </div>
      <Modal opened={reviewed} onClose={() => setReviewed(false)} title={t('configuration.reviewTitle')} size="xl" closeButtonProps={{ 'aria-label': t('action.close') }}>
        <div className="stack">
          <SideBySide before={textOf(base.document)} after={parsed === undefined ? text : textOf(parsed)} names={[t('configuration.before'), t('configuration.after')]} />
          {wrong.length > 0 && (
            <div role="alert">
              <strong className="bad">{t('configuration.wrong', { count: wrong.length })}</strong>
              <ul className={classes.wrong}>
                {wrong.map((each) => (
                  <li key={each.pointer + each.detail}>
                    <code>{each.pointer}</code> {each.detail}
                  </li>
                ))}
              </ul>
            </div>
          )}
          <TextInput label={t('configuration.summary')} description={t('configuration.summaryText')} value={summary} onChange={(event) => setSummary(event.currentTarget.value)} maxLength={200} />
          <div className="row" style={{ justifyContent: 'flex-end' }}>
            <Button variant="default" onClick={() => setReviewed(false)}>
              {t('action.back')}
            </Button>
            <Button loading={change.isPending || complaints.isFetching} disabled={wrong.length > 0} onClick={() => parsed !== undefined && save(parsed, base.revision)}>
              {t('action.apply')}
            </Button>
          </div>
        </div>
      </Modal>
      {theirs && parsed !== undefined && (
        <StaleDialog
          base={base.document}
          mine={parsed}
          theirs={theirs.document}
          busy={change.isPending}
          close={() => setTheirs(undefined)}
          save={(merged) => {
            setBase(theirs)
            setText(textOf(merged))
            setTheirs(undefined)
            setReviewed(true)
          }}
        />
      )}
    </div>
  )
}

async function check(text: string): Promise<Complaint[]> {
  const document = parse(text)
  if (document === undefined) {
    return []
  }
  try {
    await answer(api.POST('/api/config/check', { body: document as Record<string, never> }))
    return []
  } catch (failure) {
    return failure instanceof Refused && failure.status === 400 ? (failure.problem.errors ?? []).map((each) => ({ pointer: each.pointer ?? '', detail: told('refusals', each.detail) })) : []
  }
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}
