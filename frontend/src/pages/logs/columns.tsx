import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Log } from '../../api/types'
import type { Columns } from '../../components/DataTable'
import { Outcome } from '../../components/Outcome'
import { Clock, Count, Duration, Identifier, Money } from '../../components/Show'
import { callerName } from './callerName'

export function useLogColumns(): Columns<Log> {
  const { t } = useTranslation()
  return useMemo<Columns<Log>>(
    () => [
      { id: 'time', header: t('logs.time'), accessorFn: (row) => row.time, cell: ({ row }) => <Clock time={row.original.time} />, meta: { width: '0 0 82px', narrow: '0 0 70px' } },
      { id: 'status', header: t('logs.status'), accessorFn: (row) => row.status ?? 0, cell: ({ row }) => <Outcome log={row.original} />, meta: { width: '0 1 172px', narrow: '0 0 48px' } },
      {
        id: 'model',
        header: t('logs.model'),
        accessorFn: (row) => row.model ?? '',
        cell: ({ row }) => <span title={row.original.servedModel ?? undefined}>{row.original.model ?? '–'}</span>,
        meta: { width: '2 1 120px' },
      },
      {
        id: 'channel',
        header: t('logs.channel'),
        accessorFn: (row) => row.channel ?? '',
        cell: ({ row }) => (
          <>
            {row.original.channel ?? <span className="soft">–</span>}
            {row.original.attempts.length > 1 && (
              <span className="warn small" title={t('logs.attempts', { count: row.original.attempts.length })}>
                {' '}
                ×{row.original.attempts.length}
              </span>
            )}
          </>
        ),
        meta: { width: '1.4 1 90px', from: 'sm' },
      },
      { id: 'caller', header: t('logs.caller'), accessorFn: (row) => callerName(row, t), meta: { width: '1 1 80px', from: 'lg' } },
      { id: 'session', header: t('logs.session'), enableSorting: false, accessorFn: (row) => row.session, cell: ({ row }) => <Identifier of={row.original.session} most={10} />, meta: { width: '0 0 96px', from: 'lg' } },
      {
        id: 'tokens',
        header: t('logs.tokens'),
        accessorFn: (row) => total(row),
        cell: ({ row }) => <Count of={total(row.original)} />,
        meta: { number: true, width: '0 0 68px', from: 'md' },
      },
      { id: 'cost', header: t('logs.cost'), accessorFn: (row) => Number(row.cost ?? -1), cell: ({ row }) => <Money of={row.original.cost} estimated={row.original.estimated} />, meta: { number: true, width: '0 0 76px', from: 'sm' } },
      { id: 'ttfb', header: t('logs.firstByte'), accessorFn: (row) => row.ttfbMs ?? -1, cell: ({ row }) => <Duration ms={row.original.ttfbMs || null} />, meta: { number: true, width: '0 0 76px', from: 'md' } },
      { id: 'duration', header: t('logs.duration'), accessorFn: (row) => row.durationMs ?? -1, cell: ({ row }) => <Duration ms={row.original.durationMs} />, meta: { number: true, width: '0 0 76px', narrow: '0 0 58px' } },
    ],
    [t],
  )
}

function total(row: Log): number {
  return (row.inputTokens ?? 0) + (row.outputTokens ?? 0) + (row.cacheReadTokens ?? 0) + (row.cacheWriteTokens ?? 0)
}
