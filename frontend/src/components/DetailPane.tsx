import { CloseButton, Drawer } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useEffect, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './DetailPane.module.css'

type Props = { title: ReactNode; close: () => void; list: ReactNode; detail: ReactNode | null }

/** A list with its detail: beside it where there is room, else a drawer, a whole page on phones. */
export function WithDetail({ title, close, list, detail }: Props) {
  const { t } = useTranslation()
  const wide = useMediaQuery('(min-width: 1360px)', true, { getInitialValueInEffect: false })
  const phone = useMediaQuery('(max-width: 640px)', false, { getInitialValueInEffect: false })
  const pane = useRef<HTMLElement>(null)
  useEffect(() => {
    if (!wide || !detail) {
      return
    }
    const press = (event: KeyboardEvent) => event.key === 'Escape' && !document.querySelector('[role=dialog]') && close()
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [wide, detail, close])
  if (wide) {
    return (
      <div className={classes.split} data-open={detail ? true : undefined}>
        <div className={classes.list}>{list}</div>
        {detail && (
          <aside ref={pane} className={`card flush ${classes.pane}`} aria-label={typeof title === 'string' ? title : undefined}>
            <div className={classes.head}>
              <div className="grow cut">{title}</div>
              <CloseButton aria-label={t('action.close')} onClick={close} />
            </div>
            <div className={classes.body}>{detail}</div>
          </aside>
        )}
      </div>
    )
  }
  return (
    <>
      {list}
      <Drawer
        opened={detail !== null}
        onClose={close}
        position="right"
        size={phone ? '100%' : 620}
        title={title}
        closeButtonProps={{ 'aria-label': t('action.close') }}
        classNames={{ title: classes.title }}
      >
        {detail}
      </Drawer>
    </>
  )
}
