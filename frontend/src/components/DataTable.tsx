import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { flexRender, getCoreRowModel, getSortedRowModel, useReactTable, type ColumnDef, type SortingState } from '@tanstack/react-table'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useRef, useState, type CSSProperties, type KeyboardEvent, type ReactNode } from 'react'
import classes from './DataTable.module.css'

declare module '@tanstack/react-table' {
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  interface ColumnMeta<TData, TValue> {
    /** Numbers stand right-aligned. */
    number?: boolean
    /** Left out on windows narrower than this. */
    from?: 'sm' | 'md' | 'lg'
    width?: string
    /** Its width where the table is as narrow as a phone. */
    narrow?: string
  }
}

export type Columns<T> = ColumnDef<T>[]

const ROW = 36

/* More is asked for while so many rows are still below what is shown. */
const AHEAD = 60

type Props<T> = {
  label: string
  rows: readonly T[]
  columns: Columns<T>
  id: (row: T) => string
  open?: (row: T) => void
  opened?: string | null
  sorting?: SortingState
  foot?: ReactNode
  /** Called when the last rows come near. */
  reachedEnd?: () => void
}

/** Rows of one height, of which only those in sight are in the page; ten thousand scroll as one. */
export function DataTable<T>({ label, rows, columns, id, open, opened, sorting: first = [], foot, reachedEnd }: Props<T>) {
  const [sorting, setSorting] = useState<SortingState>(first)
  const [top, setTop] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const table = useReactTable({
    data: rows as T[],
    columns,
    state: { sorting },
    onSortingChange: setSorting,
    getRowId: id,
    getCoreRowModel: getCoreRowModel(),
    getSortedRowModel: getSortedRowModel(),
  })
  const shown = table.getRowModel().rows
  useLayoutEffect(() => {
    const measure = () => {
      const box = list.current?.getBoundingClientRect()
      setTop((old) => (box ? Math.round(box.top + window.scrollY) : old))
    }
    measure()
    const watch = new ResizeObserver(measure)
    watch.observe(document.body)
    return () => watch.disconnect()
  }, [])
  const virtual = useWindowVirtualizer({ count: shown.length, estimateSize: () => ROW, overscan: 12, scrollMargin: top })
  const items = virtual.getVirtualItems()
  const lastShown = items.at(-1)?.index ?? -1
  useLayoutEffect(() => {
    if (shown.length > 0 && lastShown >= shown.length - AHEAD) {
      reachedEnd?.()
    }
  }, [lastShown, shown.length, reachedEnd])

  const press = (event: KeyboardEvent<HTMLElement>, row: T) => {
    if (event.target !== event.currentTarget) {
      return
    }
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      open?.(row)
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      const next = event.key === 'ArrowDown' ? event.currentTarget.nextElementSibling : event.currentTarget.previousElementSibling
      ;(next as HTMLElement | null)?.focus()
    }
  }
  const grid = table.getVisibleLeafColumns()
  return (
    <div className={classes.table} role="table" aria-label={label} aria-rowcount={shown.length + 1}>
      <div role="rowgroup" className={classes.head}>
        {table.getHeaderGroups().map((group) => (
          <div key={group.id} role="row" aria-rowindex={1} className={classes.row}>
            {group.headers.map((header) => {
              const meta = header.column.columnDef.meta
              const direction = header.column.getIsSorted()
              const text = flexRender(header.column.columnDef.header, header.getContext())
              return (
                <div
                  key={header.id}
                  role="columnheader"
                  className={classes.cell}
                  data-number={meta?.number || undefined}
                  data-from={meta?.from}
                  style={widthOf(meta)}
                  aria-sort={direction === 'asc' ? 'ascending' : direction === 'desc' ? 'descending' : undefined}
                >
                  {header.column.getCanSort() && header.column.columnDef.header ? (
                    <button type="button" className={classes.sort} onClick={header.column.getToggleSortingHandler()}>
                      {text}
                      {direction === 'asc' && <IconArrowUp size={13} aria-hidden />}
                      {direction === 'desc' && <IconArrowDown size={13} aria-hidden />}
                    </button>
                  ) : (
                    text
                  )}
                </div>
              )
            })}
          </div>
        ))}
      </div>
      <div role="rowgroup" ref={list} className={classes.rows} style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = shown[item.index]!
          return (
            <div
              key={row.id}
              role="row"
              aria-rowindex={item.index + 2}
              className={`${classes.row} ${classes.body}`}
              data-open={open ? true : undefined}
              data-opened={opened === row.id || undefined}
              style={{ transform: `translateY(${item.start - top}px)` }}
              tabIndex={open ? 0 : undefined}
              onClick={open ? () => open(row.original) : undefined}
              onKeyDown={open ? (event) => press(event, row.original) : undefined}
            >
              {row.getVisibleCells().map((cell, index) => {
                const meta = grid[index]?.columnDef.meta
                return (
                  <div
                    key={cell.id}
                    role="cell"
                    className={classes.cell}
                    data-number={meta?.number || undefined}
                    data-from={meta?.from}
                    style={widthOf(meta)}
                  >
                    {flexRender(cell.column.columnDef.cell, cell.getContext())}
                  </div>
                )
              })}
            </div>
          )
        })}
      </div>
      {foot}
    </div>
  )
}

function widthOf(meta: { width?: string; narrow?: string } | undefined): CSSProperties {
  const width = meta?.width ?? '1 1 0'
  return { '--width': width, '--narrow': meta?.narrow ?? width } as CSSProperties
}
