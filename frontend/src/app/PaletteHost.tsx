import { lazy, Suspense, useEffect, useState } from 'react'
import { onPalette } from './palette'

const Palette = lazy(() => import('./Palette'))

export function PaletteHost() {
  const [opened, setOpened] = useState(false)
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
