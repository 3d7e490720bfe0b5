import { Button, Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { CopyButton } from '../../components/CopyButton'
import { useFocusBack } from '../../components/useFocusBack'
import classes from './Keys.module.css'

/** A key's text: shown this once, unless it may be shown again. */
export function SecretDialog({ name, text, again, close }: { name: string; text: string; again: boolean; close: () => void }) {
  const { t } = useTranslation()
  useFocusBack()
  return (
    <Modal opened onClose={close} title={name} closeOnClickOutside={false} closeOnEscape={again} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <div className="stack">
        <p>{t(again ? 'keys.again' : 'keys.once')}</p>
        <div className={classes.secret}>
          <code>{text}</code>
          <CopyButton text={text} />
        </div>
        <Button onClick={close}>{t('keys.kept')}</Button>
      </div>
    </Modal>
  )
}
