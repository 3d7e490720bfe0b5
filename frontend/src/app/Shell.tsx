import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import { useConnection } from '../api/connection'
import { BottomBar } from './BottomBar'
import { PaletteHost } from './PaletteHost'
import { PAGES } from './pages'
import { Rail } from './Rail'
import classes from './Shell.module.css'
import { TopBar } from './TopBar'
import { UnreachableBanner } from './UnreachableBanner'
import { useLiveUpdates } from './useLiveUpdates'

const STORED = 'sluice.rail'

export function Shell({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  const connection = useConnection()
  const [narrow, setNarrow] = useState(() => localStorage.getItem(STORED) === 'narrow')
  useLiveUpdates()

  useEffect(() => {
    const page = PAGES.find((each) => each.path === pathname)
    document.title = page ? `${t(`nav.${page.name}`)} · Sluice` : 'Sluice'
    window.scrollTo(0, 0)
  }, [pathname, t])

  const fold = () => {
    localStorage.setItem(STORED, narrow ? 'wide' : 'narrow')
    setNarrow(!narrow)
  }
  return (
    <div className={classes.shell} data-narrow={narrow || undefined}>
      <a className={classes.skip} href="#main">
        {t('shell.skip')}
      </a>
      <Rail narrow={narrow} fold={fold} />
      <div className={classes.body}>
        <TopBar />
        <UnreachableBanner />
        <main id="main" tabIndex={-1} className={classes.main} data-stale={!connection.reachable || undefined}>
          {children}
        </main>
      </div>
      <BottomBar />
      <PaletteHost />
    </div>
  )
}
