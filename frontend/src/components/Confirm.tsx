import { Button, Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFocusBack } from './useFocusBack'

type Props = { title: string; children: ReactNode; verb: string; size?: string; busy?: boolean; confirm: () => void; close: () => void }

/** Asks before what cannot simply be undone. */
export function Confirm({ title, children, verb, size, busy, confirm, close }: Props) {
  const { t } = useTranslation()
  useFocusBack()
  return (
    <Modal opened onClose={close} title={title} size={size} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <div className="stack">
        <div>{children}</div>
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button variant="default" onClick={close} data-autofocus>
            {t('action.cancel')}
          </Button>
          <Button color="red" loading={busy} onClick={confirm}>
            {verb}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
