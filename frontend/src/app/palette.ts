/** What the command palette is opened by; the palette itself is loaded when first wanted. */
const listeners = new Set<() => void>()

export function openPalette() {
  listeners.forEach((each) => each())
}

export function onPalette(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
