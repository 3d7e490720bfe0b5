/**
 * US dollars with as many digits as carry meaning: `$0`, `$0.0042`, `$1.27`, `$1,204`. Takes the
 * decimal text of the API, so that nothing is lost before it is cut.
 */
export function money(amount: string | number | null | undefined): string {
  if (amount === null || amount === undefined || amount === '') {
    return '–'
  }
  const value = Number(amount)
  if (!Number.isFinite(value)) {
    return '–'
  }
  const size = Math.abs(value)
  const sign = value < 0 ? '-' : ''
  if (size === 0) {
    return '$0'
  }
  if (size < 0.000001) {
    return `${sign}< $0.000001`
  }
  if (size < 1) {
    return `${sign}$${significant(size, 3)}`
  }
  if (size < 1000) {
    return `${sign}$${size.toFixed(2)}`
  }
  return `${sign}$${new Intl.NumberFormat('en', { maximumFractionDigits: 0 }).format(size)}`
}

/** For tables that must add up to the cent: what is rounded away stays below one. */
export function cents(amount: string | number): string {
  return `$${new Intl.NumberFormat('en', { minimumFractionDigits: 4, maximumFractionDigits: 4 }).format(Number(amount))}`
}

function significant(value: number, digits: number): string {
  const places = Math.min(6, Math.max(2, digits - 1 - Math.floor(Math.log10(value))))
  const text = value.toFixed(places)
  const short = text.replace(/0+$/, '')
  const decimals = short.length - short.indexOf('.') - 1
  return decimals < 2 ? value.toFixed(2) : short
}
