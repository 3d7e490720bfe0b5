import { Button, Modal, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../api/client'
import { Refused } from '../../api/problem'
import type { Price } from '../../api/types'
import { errorText } from '../../components/ErrorCard'
import { toast } from '../../components/Toasts'
import { useFocusBack } from '../../components/useFocusBack'

const RATES = ['input', 'output', 'cacheRead', 'cacheWrite', 'cacheWrite1h', 'webSearch'] as const

/** Sets the operator's own price of a model, or gives it back to the lists. */
export function PriceForm({ price, etag, close }: { price?: Price; etag: string | null; close: () => void }) {
  const { t } = useTranslation()
  useFocusBack()
  const client = useQueryClient()
  const [model, setModel] = useState(price?.model ?? '')
  const [rates, setRates] = useState<Record<string, string>>(() => Object.fromEntries(RATES.map((each) => [each, String(price?.[each] ?? '')])))
  const number = (text: string) => /^\d+([.,]\d+)?$/.test(text.trim())
  const wrong = (name: string) => {
    const text = rates[name] ?? ''
    return text.trim() && !number(text) ? t('prices.wrong') : undefined
  }
  const valid = model.trim() && number(rates.input ?? '') && number(rates.output ?? '') && RATES.every((each) => !wrong(each))
  const save = useMutation({
    mutationFn: (remove: boolean) => {
      const item = {
        ...(price?.tiers ? { tiers: price.tiers } : {}),
        ...(price?.batch ? { batch: price.batch } : {}),
        model: model.trim(),
        ...Object.fromEntries(RATES.filter((each) => rates[each]?.trim()).map((each) => [each, rates[each]!.trim().replace(',', '.')])),
      } as Price
      return body(api.PUT('/api/prices', { params: { header: { 'If-Match': etag ?? undefined } }, body: remove ? { remove: [model] } : { items: [item] } }))
    },
    onSuccess: (_, remove) => {
      toast(remove ? t('prices.removed', { model }) : t('prices.saved', { model }))
      close()
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['prices'] }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate(false)
  }
  return (
    <Modal opened onClose={close} title={price ? price.model : t('prices.set')} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <form className="stack" onSubmit={submit}>
        <p className="soft">{t('prices.formText')}</p>
        {!price && <TextInput label={t('logs.model')} value={model} onChange={(event) => setModel(event.currentTarget.value)} placeholder="claude-sonnet-4-5" />}
        <div className="half">
          {RATES.map((each) => (
            <TextInput
              key={each}
              label={t(`prices.rate_${each}`)}
              value={rates[each] ?? ''}
              error={wrong(each)}
              onChange={(event) => {
                const { value } = event.currentTarget
                setRates((old) => ({ ...old, [each]: value }))
              }}
              leftSection={<span className="soft">$</span>}
              inputMode="decimal"
              required={each === 'input' || each === 'output'}
            />
          ))}
        </div>
        {save.error && (
          <p className="bad" role="alert">
            {save.error instanceof Refused && save.error.stale ? t('change.stale') : errorText(save.error, t)}
          </p>
        )}
        <div className="row between">
          {price?.source === 'manual' ? (
            <Button variant="subtle" color="red" loading={save.isPending} onClick={() => save.mutate(true)}>
              {t('prices.giveBack')}
            </Button>
          ) : (
            <span />
          )}
          <Button type="submit" disabled={!valid} loading={save.isPending}>
            {t('action.save')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
