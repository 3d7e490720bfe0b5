const UNITS = ['', 'k', 'M', 'G', 'T'] as const

/** A count in at most four characters of digits: `812`, `12.4 k`, `3.1 M`. */
export function compact(count: number): string {
  const sign = count < 0 ? '-' : ''
  let rest = Math.abs(count)
  let unit = 0
  while (rest >= 999.5 && unit < UNITS.length - 1) {
    rest /= 1000
    unit += 1
  }
  if (unit === 0) {
    return sign + Math.round(rest)
  }
  return `${sign}${rest >= 99.95 ? Math.round(rest) : trimmed(rest.toFixed(1))} ${UNITS[unit]}`
}

/** The exact count, grouped as the language groups. */
export function exact(count: number, language = 'en'): string {
  return new Intl.NumberFormat(language).format(count)
}

/** A share of one: `0 %`, `0.4 %`, `12.5 %`, `97 %`. */
export function percent(share: number): string {
  const value = share * 100
  if (value === 0 || value >= 99.95) {
    return `${Math.round(value)} %`
  }
  if (value < 0.1) {
    return '< 0.1 %'
  }
  return `${value < 10 ? trimmed(value.toFixed(1)) : Math.round(value)} %`
}

/** How much something grew since before; null where nothing was before. */
export function growth(now: number, before: number): number | null {
  return before === 0 ? null : (now - before) / before
}

export function bytes(count: number): string {
  if (count < 1024) {
    return `${count} B`
  }
  const kilo = count / 1024
  return kilo < 1024 ? `${trimmed(kilo.toFixed(1))} KiB` : `${trimmed((kilo / 1024).toFixed(1))} MiB`
}

function trimmed(digits: string): string {
  return digits.replace(/\.0+$/, '')
}
