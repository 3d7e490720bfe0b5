import { lazy, Suspense, useEffect, useState } from 'react'
import { onPalette } from './palette'

const load = () => import('./Palette')
const Palette = lazy(load)
/** Once the page is there, so that what is typed right after Ctrl+K is not lost. */
const SOON = 1500

export function PaletteHost() {
  const [opened, setOpened] = useState(false)
  useEffect(() => {
    const soon = setTimeout(() => void load().catch(() => undefined), SOON)
    return () => clearTimeout(soon)
  }, [])
  useEffect(() => onPalette(() => setOpened(true)), [])
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        setOpened((each) => !each)
      }
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
  return opened ? (
    <Suspense fallback={null}>
      <Palette close={() => setOpened(false)} />
    </Suspense>
  ) : null
}
