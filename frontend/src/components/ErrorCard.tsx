import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { Refused, Unreachable, type Problem } from '../api/problem'
import { told } from '../locales/said'
import { Empty } from './Empty'

/** What failed, why, and a way to try again, in the place where it failed. */
export function ErrorCard({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useTranslation()
  const forbidden = error instanceof Refused && error.status === 403
  return (
    <div role="alert">
      <Empty
        icon={<IconAlertTriangle size={26} stroke={1.6} />}
        title={forbidden ? t('state.notAllowed') : error instanceof Unreachable ? t('state.unreachable') : t('state.failed')}
        text={errorText(error, t)}
      >
        {retry && !forbidden && (
          <Button variant="default" onClick={retry}>
            {t('action.retry')}
          </Button>
        )}
      </Empty>
    </div>
  )
}

/** What went wrong in a line: of a refusal what kind it is, then what the gateway says to it. */
export function errorText(error: unknown, t: TFunction): string {
  if (error instanceof Unreachable) {
    return t('state.unreachableMore')
  }
  if (error instanceof Refused) {
    return t(`refused.${refusal(error.status)}`, { detail: problemText(error.problem, t) })
  }
  return error instanceof Error ? error.message : String(error)
}

const KINDS = [400, 403, 404, 429, 503] as const

function refusal(status: number): (typeof KINDS)[number] | '5xx' | 'other' {
  return KINDS.find((each) => each === status) ?? (status >= 500 ? '5xx' : 'other')
}

/** The members at fault first. */
function problemText(problem: Problem, t: TFunction): string {
  const fields = (problem.errors ?? []).map((each) => {
    const where = each.pointer || each.parameter
    const detail = told('refusals', each.detail)
    return where ? t('refused.field', { where, detail }) : detail
  })
  const detail = problem.detail ? [told('refusals', problem.detail)] : []
  return [...fields, ...detail].join(' · ') || problem.title
}
