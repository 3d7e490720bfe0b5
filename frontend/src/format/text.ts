/** Cut in the middle, where identifiers differ least: `req_1m8b…jk49`. */
export function middle(text: string, most: number): string {
  if (text.length <= most || most < 3) {
    return text
  }
  const kept = most - 1
  const tail = Math.min(Math.floor(kept / 2), kept - 1)
  return `${text.slice(0, kept - tail)}…${text.slice(text.length - tail)}`
}
