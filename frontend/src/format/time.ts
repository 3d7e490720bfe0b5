/* A lone letter is no word in Chinese, where `m` is a metre. */
const UNITS = {
  en: { day: 'd', hour: 'h', minute: 'm', second: 's' },
  zh: { day: '天', hour: '小时', minute: '分', second: '秒' },
}

/** `8 ms`, `812 ms`, `1.4 s`, `42 s`, `1 m 12 s`, `2 h 5 m`, `3 d 4 h`. */
export function duration(milliseconds: number | null | undefined, language = 'en'): string {
  if (milliseconds === null || milliseconds === undefined) {
    return '–'
  }
  if (milliseconds < 999.5) {
    return `${Math.round(milliseconds)} ms`
  }
  const units = language.startsWith('zh') ? UNITS.zh : UNITS.en
  const seconds = milliseconds / 1000
  if (seconds < 9.95) {
    return `${seconds.toFixed(1).replace(/\.0$/, '')} s`
  }
  const whole = Math.round(seconds)
  if (whole < 60) {
    return `${whole} s`
  }
  if (whole < 3600) {
    return pair(Math.floor(whole / 60), units.minute, whole % 60, units.second)
  }
  if (whole < 86_400) {
    return pair(Math.floor(whole / 3600), units.hour, Math.floor((whole % 3600) / 60), units.minute)
  }
  return pair(Math.floor(whole / 86_400), units.day, Math.floor((whole % 86_400) / 3600), units.hour)
}

function pair(big: number, bigUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${big} ${bigUnit}` : `${big} ${bigUnit} ${small} ${smallUnit}`
}

/** `5 minutes ago`, `in 12 seconds`, in the given language. */
export function relative(time: string | number | Date, now: number, language: string): string {
  const seconds = Math.round((new Date(time).getTime() - now) / 1000)
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' })
  const [unit, size] = unitOf(Math.abs(seconds))
  return spaced(format.format(Math.trunc(seconds / size), unit))
}

function unitOf(seconds: number): [Intl.RelativeTimeFormatUnit, number] {
  if (seconds < 60) {
    return ['second', 1]
  }
  if (seconds < 3600) {
    return ['minute', 60]
  }
  return seconds < 86_400 ? ['hour', 3600] : ['day', 86_400]
}

/* Between digits and Chinese stands a space, as everywhere in the panel. */
function spaced(text: string): string {
  return text.replace(/(\d)(?=\p{Script=Han})/gu, '$1 ')
}

/** To the millisecond, in the viewer's zone. */
export function exactTime(time: string | number | Date, language: string): string {
  return new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'long',
  }).format(new Date(time))
}

/** For dense lists: the time of day today, `11/25 13:45` on another day. */
export function clock(time: string | number | Date, language: string, now = Date.now()): string {
  const at = new Date(time)
  if (at.toDateString() !== new Date(now).toDateString()) {
    const day = new Intl.DateTimeFormat(language, { month: '2-digit', day: '2-digit' }).format(at)
    return `${day} ${new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)}`
  }
  return new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(at)
}
