import { Tooltip } from '@mantine/core'
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { NavLink, useSearchParams } from 'react-router'
import { Mark } from '../components/Mark'
import classes from './Rail.module.css'
import { PAGES, type Page } from './pages'
import { rangeSearch } from './range'
import { useIsAdmin } from './signedIn'

const GROUPS: Page['group'][] = ['watch', 'steer', 'gateway']

export function Rail({ narrow, fold }: { narrow: boolean; fold: () => void }) {
  const { t } = useTranslation()
  const admin = useIsAdmin()
  const [search] = useSearchParams()
  const pages = PAGES.filter((page) => admin || !page.admin)
  return (
    <nav className={classes.rail} aria-label={t('shell.navigation')} data-narrow={narrow || undefined}>
      <div className={classes.brand}>
        <Mark />
        {!narrow && <span>Sluice</span>}
      </div>
      <div className={classes.links}>
        {GROUPS.filter((group) => pages.some((page) => page.group === group)).map((group) => (
          <div key={group} className={classes.group} role="group" aria-label={t(`nav.group.${group}`)}>
            {!narrow && <div className={classes.heading}>{t(`nav.group.${group}`)}</div>}
            {pages.filter((page) => page.group === group).map((page) => (
              <Tooltip key={page.name} label={t(`nav.${page.name}`)} position="right" disabled={!narrow}>
                <NavLink
                  to={{ pathname: page.path, search: rangeSearch(search) }}
                  end={page.path === '/'}
                  className={classes.link}
                  aria-label={narrow ? t(`nav.${page.name}`) : undefined}
                >
                  <page.icon size={18} stroke={1.7} aria-hidden />
                  {!narrow && <span>{t(`nav.${page.name}`)}</span>}
                </NavLink>
              </Tooltip>
            ))}
          </div>
        ))}
      </div>
      <button type="button" className={classes.fold} onClick={fold} aria-label={narrow ? t('shell.unfold') : t('shell.fold')}>
        {narrow ? <IconLayoutSidebarLeftExpand size={18} stroke={1.7} /> : <IconLayoutSidebarLeftCollapse size={18} stroke={1.7} />}
        {!narrow && <span>{t('shell.fold')}</span>}
      </button>
    </nav>
  )
}
