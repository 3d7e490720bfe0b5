import { Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link, NavLink, useLocation, useSearchParams } from 'react-router'
import classes from './BottomBar.module.css'
import { PAGES, type PageName } from './pages'
import { rangeSearch } from './range'
import { useIsAdmin } from './signedIn'

const FIRST: PageName[] = ['overview', 'live', 'logs', 'channels']

const MEMBERS_FIRST: PageName[] = ['overview', 'logs', 'usage', 'keys']

/** What the rail is on a phone. */
export function BottomBar() {
  const { t } = useTranslation()
  const admin = useIsAdmin()
  const [search] = useSearchParams()
  const { pathname } = useLocation()
  const allowed = PAGES.filter((page) => admin || !page.admin)
  const first = admin ? FIRST : MEMBERS_FIRST
  const shown = allowed.filter((page) => first.includes(page.name))
  const rest = allowed.filter((page) => !first.includes(page.name))
  const to = (path: string) => ({ pathname: path, search: rangeSearch(search) })
  return (
    <nav className={classes.bar} aria-label={t('shell.navigation')}>
      {shown.map((page) => (
        <NavLink key={page.name} to={to(page.path)} end={page.path === '/'} className={classes.item}>
          <page.icon size={20} stroke={1.7} aria-hidden />
          <span>{t(`nav.${page.name}`)}</span>
        </NavLink>
      ))}
      <Menu position="top-end" width={220}>
        <Menu.Target>
          <button type="button" className={classes.item} data-active={rest.some((page) => page.path === pathname) || undefined}>
            <IconDots size={20} stroke={1.7} aria-hidden />
            <span>{t('shell.more')}</span>
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {rest.map((page) => (
            <Menu.Item key={page.name} component={Link} to={to(page.path)} leftSection={<page.icon size={18} stroke={1.7} />}>
              {t(`nav.${page.name}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </nav>
  )
}
