import { Button, Modal, SegmentedControl } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFocusBack } from '../components/useFocusBack'
import { merge, takeTheirs, type Json } from './merge'
import classes from './StaleDialog.module.css'

type Props = { base: Json; mine: Json; theirs: Json; close: () => void; save: (merged: Json) => void; busy: boolean }

/** Somebody else was faster: shows where the two edits differ, and joins them. */
export function StaleDialog({ base, mine, theirs, close, save, busy }: Props) {
  const { t } = useTranslation()
  useFocusBack()
  const { merged, conflicts } = useMemo(() => merge(base, mine, theirs), [base, mine, theirs])
  const [theirsAt, setTheirsAt] = useState<Set<string>>(new Set())
  const choose = (pointer: string, side: string) => {
    const next = new Set(theirsAt)
    if (side === 'theirs') {
      next.add(pointer)
    } else {
      next.delete(pointer)
    }
    setTheirsAt(next)
  }
  const result = () => conflicts.filter((each) => theirsAt.has(each.pointer)).reduce((value, each) => takeTheirs(value, each), merged ?? null)
  return (
    <Modal opened onClose={close} title={t('stale.title')} size="lg" closeButtonProps={{ 'aria-label': t('action.close') }}>
      <div className="stack">
        <p>{conflicts.length === 0 ? t('stale.clean') : t('stale.conflicts', { count: conflicts.length })}</p>
        {conflicts.map((each) => (
          <section key={each.pointer} className={classes.conflict}>
            <div className="row between wrap">
              <code>{each.pointer}</code>
              <SegmentedControl
                size="xs"
                value={theirsAt.has(each.pointer) ? 'theirs' : 'mine'}
                onChange={(side) => choose(each.pointer, side)}
                data={[{ value: 'mine', label: t('stale.mine') }, { value: 'theirs', label: t('stale.theirs') }]}
              />
            </div>
            <div className={classes.sides}>
              <pre className="code" data-chosen={!theirsAt.has(each.pointer) || undefined}>{shown(each.mine)}</pre>
              <pre className="code" data-chosen={theirsAt.has(each.pointer) || undefined}>{shown(each.theirs)}</pre>
            </div>
          </section>
        ))}
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button variant="default" onClick={close}>
            {t('action.back')}
          </Button>
          <Button loading={busy} onClick={() => save(result())}>
            {t('stale.save')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}

function shown(value: Json | undefined): string {
  return value === undefined ? '—' : JSON.stringify(value, null, 2)
}
