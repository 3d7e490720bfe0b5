import { Button, CloseButton, Portal } from '@mantine/core'
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './Toasts.module.css'

type Toast = { id: number; text: string; tone: 'good' | 'bad'; undo?: () => void }

const SHOWN_MS = 7000
let toasts: Toast[] = []
let number = 0
const listeners = new Set<() => void>()

function put(next: Toast[]) {
  toasts = next
  listeners.forEach((each) => each())
}

/** Says at the edge of the page what was done, with a way back where there is one. */
export function toast(text: string, more: { tone?: Toast['tone']; undo?: () => void } = {}) {
  number += 1
  const id = number
  put([...toasts.slice(-3), { id, text, tone: more.tone ?? 'good', undo: more.undo }])
  setTimeout(() => dismiss(id), SHOWN_MS)
}

function dismiss(id: number) {
  put(toasts.filter((each) => each.id !== id))
}

export function Toasts() {
  const { t } = useTranslation()
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => toasts,
  )
  return (
    <Portal>
      <div className={classes.toasts} aria-live="polite">
        {shown.map((each) => (
          <div key={each.id} className={classes.toast} data-tone={each.tone}>
            {each.tone === 'good' ? <IconCircleCheck size={18} stroke={1.8} aria-hidden /> : <IconCircleX size={18} stroke={1.8} aria-hidden />}
            <span className="grow">{each.text}</span>
            {each.undo && (
              <Button
                size="compact-sm"
                variant="subtle"
                onClick={() => {
                  dismiss(each.id)
                  each.undo?.()
                }}
              >
                {t('action.undo')}
              </Button>
            )}
            <CloseButton size="sm" aria-label={t('action.close')} onClick={() => dismiss(each.id)} />
          </div>
        ))}
      </div>
    </Portal>
  )
}
