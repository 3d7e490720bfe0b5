import { Button, FileButton, Modal, Skeleton } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../api/client'
import { errorText } from '../../components/ErrorCard'
import { toast } from '../../components/Toasts'
import { useFocusBack } from '../../components/useFocusBack'
import classes from './Prices.module.css'

type List = Record<string, unknown>

/** Compares the public list, or a file, with what holds; nothing changes before it is applied. */
export function SyncDialog({ etag, close }: { etag: string | null; close: () => void }) {
  const { t } = useTranslation()
  useFocusBack()
  const client = useQueryClient()
  const [list, setList] = useState<List>()
  const [wrongFile, setWrongFile] = useState(false)
  const compare = useMutation({ mutationFn: (from?: List) => body(api.POST('/api/prices/sync', { body: { apply: false, ...(from ? { list: from as Record<string, never> } : {}) } })) })
  const apply = useMutation({
    mutationFn: () => body(api.POST('/api/prices/sync', { params: { header: { 'If-Match': etag ?? undefined } }, body: { apply: true, ...(list ? { list: list as Record<string, never> } : {}) } })),
    onSuccess: async (done) => {
      toast(t('prices.applied', { count: done.added + done.changed }))
      await client.invalidateQueries({ queryKey: ['prices'] })
      close()
    },
  })
  const { mutate } = compare
  useEffect(() => mutate(undefined), [mutate])
  const read = async (file: File | null) => {
    if (!file) {
      return
    }
    try {
      const from = JSON.parse(await file.text()) as List
      setWrongFile(false)
      setList(from)
      mutate(from)
    } catch {
      compare.reset()
      setWrongFile(true)
    }
  }
  const found = compare.data
  return (
    <Modal opened onClose={close} title={t('prices.sync')} size="lg" closeButtonProps={{ 'aria-label': t('action.close') }}>
      <div className="stack">
        {compare.isPending && <Skeleton height={120} />}
        {compare.error && (
          <p className="bad" role="alert">
            {errorText(compare.error, t)}
          </p>
        )}
        {wrongFile && <p className="bad">{t('prices.wrongFile')}</p>}
        {found && (
          <>
            <p>{t('prices.found', { added: found.added, changed: found.changed, unchanged: found.unchanged })}</p>
            {found.pinned.length > 0 && <p className="soft">{t('prices.pinned', { models: found.pinned.slice(0, 8).join(', ') })}</p>}
            <div className={classes.changes}>
              {found.items.slice(0, 300).map((each) => {
                const before = each.before as { input?: unknown; output?: unknown } | null
                return (
                  <div key={each.model}>
                    <span className="cut">{each.model}</span>
                    <span className="num soft">{before ? `${String(before.input)} / ${String(before.output)}` : t('prices.fresh')}</span>
                    <span className="num">
                      {String(each.after.input)} / {String(each.after.output)}
                    </span>
                  </div>
                )
              })}
            </div>
          </>
        )}
        <div className="row between wrap">
          <FileButton accept="application/json" onChange={(file) => void read(file)}>
            {(props) => (
              <Button {...props} variant="default">
                {t('prices.fromFile')}
              </Button>
            )}
          </FileButton>
          <Button disabled={!found || found.added + found.changed === 0} loading={apply.isPending} onClick={() => apply.mutate()}>
            {t('action.apply')}
          </Button>
        </div>
        {apply.error && <p className="bad">{errorText(apply.error, t)}</p>}
      </div>
    </Modal>
  )
}
