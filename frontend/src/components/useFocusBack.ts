import { useLayoutEffect } from 'react'

let open = 0
let from: HTMLElement | null = null

/**
 * Gives the focus back to where it was before a dialog that is mounted open; Mantine does so only
 * for those that are mounted closed. Of dialogs that follow each other the first counts.
 */
export function useFocusBack() {
  useLayoutEffect(() => {
    from = opener() ?? from
    open += 1
    return () => {
      open -= 1
      setTimeout(() => {
        if (open === 0 && (document.activeElement === null || document.activeElement === document.body)) {
          from?.focus({ preventScroll: true })
        }
      })
    }
  }, [])
}

/** What has the focus; of a menu, which goes away, its button. */
function opener(): HTMLElement | null {
  const active = document.activeElement
  if (open > 0 || !(active instanceof HTMLElement) || active === document.body) {
    return null
  }
  const button = active.closest('[role=menu]')?.getAttribute('aria-labelledby')
  return (button && document.getElementById(button)) || active
}
