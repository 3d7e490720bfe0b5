import { Button } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Channel } from '../../api/types'
import classes from './FirstSteps.module.css'

/** What is left to do until the first request has come through; gone when it has. */
export function FirstSteps({ channels, requests }: { channels: Channel[]; requests: number }) {
  const { t } = useTranslation()
  const done = [channels.length > 0, requests > 0, requests > 0]
  const next = done.indexOf(false)
  const links = ['/channels?add=1', '/connect', '/live']
  return (
    <section className="card">
      <h2>{t('firstSteps.title')}</h2>
      <ol className={classes.steps}>
        {[1, 2, 3].map((step, index) => (
          <li key={step} className={classes.step} data-done={done[index] || undefined} data-next={index === next || undefined}>
            <span className={classes.mark} aria-hidden>
              {done[index] ? <IconCheck size={16} stroke={2.4} /> : step}
            </span>
            <div className="grow">
              <strong>{t(`firstSteps.step${step}`)}</strong>
              <p className="soft">{t(`firstSteps.step${step}Text`)}</p>
              {!done[index] && (
                <Button component={Link} to={links[index]!} variant={index === next ? 'filled' : 'default'} mt={8}>
                  {t(`firstSteps.step${step}Go`)}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}
