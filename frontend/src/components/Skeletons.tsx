import { Skeleton } from '@mantine/core'

export function PageSkeleton() {
  return (
    <div className="stack" aria-busy>
      <Skeleton height={28} width={180} />
      <Skeleton height={120} radius="lg" />
      <RowsSkeleton rows={8} />
    </div>
  )
}

export function RowsSkeleton({ rows = 6 }: { rows?: number }) {
  return (
    <div className="stack tight" aria-busy style={{ padding: 12 }}>
      {Array.from({ length: rows }, (_, index) => (
        <Skeleton key={index} height={20} my={8} width={`${96 - ((index * 13) % 30)}%`} />
      ))}
    </div>
  )
}
