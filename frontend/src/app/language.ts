import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import type { Sayings, Told } from '../locales/said'

export const LANGUAGES = { en: 'English', 'zh-CN': '简体中文' } as const
export type Language = keyof typeof LANGUAGES
const STORED = 'sluice.language'

/** Words of the panel, and what the gateway itself says. */
type Catalogue = { default: object; findings?: Sayings; told?: Told }

const catalogues: Record<Language, () => Promise<Catalogue>> = {
  en: () => import('../locales/en'),
  'zh-CN': () => import('../locales/zh-CN'),
}

export function preferred(stored: string | null, wanted: readonly string[]): Language {
  const exact = [stored, ...wanted].find((each): each is Language => each === 'en' || each === 'zh-CN')
  const near = wanted[0]?.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
  return stored === 'en' || stored === 'zh-CN' ? stored : near === 'zh-CN' ? near : (exact ?? near)
}

export async function startLanguage() {
  const language = preferred(localStorage.getItem(STORED), navigator.languages)
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: namespaces(await catalogues[language]()) },
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  document.documentElement.lang = language
}

export async function chooseLanguage(language: Language) {
  if (!i18next.hasResourceBundle(language, 'translation')) {
    const all = namespaces(await catalogues[language]())
    Object.entries(all).forEach(([name, words]) => i18next.addResourceBundle(language, name, words))
  }
  await i18next.changeLanguage(language)
  localStorage.setItem(STORED, language)
  document.documentElement.lang = language
}

function namespaces(catalogue: Catalogue) {
  return { translation: catalogue.default, findings: catalogue.findings ?? {}, told: catalogue.told ?? {} }
}

export function useLanguage(): Language {
  return useTranslation().i18n.language as Language
}
