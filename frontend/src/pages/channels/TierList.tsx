import { closestCenter, DndContext, KeyboardSensor, PointerSensor, useSensor, useSensors, type DragEndEvent } from '@dnd-kit/core'
import { SortableContext, sortableKeyboardCoordinates, useSortable, verticalListSortingStrategy } from '@dnd-kit/sortable'
import { CSS } from '@dnd-kit/utilities'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Channel } from '../../api/types'
import { ChannelRow } from './ChannelRow'
import classes from './TierList.module.css'
import { linesOf, moved, neighbour, tiersOf } from './tiers'
import { useChannelChanges } from './useChannelChanges'

type Props = {
  channels: Channel[]
  revision: string | null
  opened?: string
  open: (channel: Channel) => void
  edit: (channel: Channel) => void
  copy: (channel: Channel) => void
  marked: ReadonlySet<string>
  mark: (id: string, on: boolean) => void
}

/** Channels by tier; pulled or moved by keys within a tier and from one to another. */
export function TierList({ channels, revision, opened, open, edit, copy, marked, mark }: Props) {
  const { t } = useTranslation()
  const changes = useChannelChanges(revision)
  const [dragged, setDragged] = useState(false)
  const tiers = useMemo(() => tiersOf(channels), [channels])
  const lines = useMemo(() => linesOf(tiers), [tiers])
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 5 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  )
  const name = (id: string | number | undefined) => channels.find((each) => each.id === id)?.name ?? String(id).replace('tier:', `${t('channels.tierWord')} `)
  const put = (id: string, over: string | undefined) => {
    const move = over ? moved(lines, id, over) : null
    if (move) {
      changes.move(move, name(id))
    }
  }
  const dropped = ({ active, over }: DragEndEvent) => {
    setDragged(false)
    put(String(active.id), over ? String(over.id) : undefined)
  }
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragStart={() => setDragged(true)}
      onDragCancel={() => setDragged(false)}
      onDragEnd={dropped}
      accessibility={{
        screenReaderInstructions: { draggable: t('channels.dragHelp') },
        announcements: {
          onDragStart: ({ active }) => t('channels.dragStart', { name: name(active.id) }),
          onDragOver: ({ active, over }) => (over ? t('channels.dragOver', { name: name(active.id), over: name(over.id) }) : ''),
          onDragEnd: ({ active }) => t('channels.dragEnd', { name: name(active.id) }),
          onDragCancel: ({ active }) => t('channels.dragCancel', { name: name(active.id) }),
        },
      }}
    >
      <SortableContext items={lines.map((line) => line.id)} strategy={verticalListSortingStrategy}>
        <div className={`card flush ${classes.list}`}>
          {lines.map((line, index) =>
            'head' in line ? (
              <TierHead key={line.id} id={line.id} number={tiers.findIndex((tier) => tier.priority === line.head) + 1} priority={line.head} fresh={index === lines.length - 1} dragged={dragged} />
            ) : (
              <ChannelRow
                key={line.id}
                channel={line.channel}
                opened={line.id === opened}
                open={() => open(line.channel)}
                edit={() => edit(line.channel)}
                copy={() => copy(line.channel)}
                step={(by) => put(line.id, neighbour(lines, line.id, by))}
                changes={changes}
                marked={marked.has(line.id)}
                mark={(on) => mark(line.id, on)}
              />
            ),
          )}
        </div>
      </SortableContext>
    </DndContext>
  )
}

function TierHead({ id, number, priority, fresh, dragged }: { id: string; number: number; priority: number; fresh: boolean; dragged: boolean }) {
  const { t } = useTranslation()
  const { setNodeRef, isOver, transform, transition } = useSortable({ id, disabled: { draggable: true } })
  return (
    <div ref={setNodeRef} className={classes.head} data-over={isOver || undefined} data-fresh={fresh || undefined} data-dragged={dragged || undefined} style={{ transform: CSS.Translate.toString(transform), transition }}>
      {fresh ? (
        t('channels.newTier')
      ) : (
        <>
          <strong>{t('channels.tier', { number })}</strong>
          <span className="soft">
            {number === 1 ? t('channels.firstTier') : t('channels.laterTier')} · {t('channels.priorityIs', { priority })}
          </span>
        </>
      )}
    </div>
  )
}
