import type { Words } from '@phaodai/kernel/words.ts'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'

export type { Words } from '@phaodai/kernel/words.ts'
export type Language = 'vi' | 'en'

const KEY = 'phaodai.language'

/** The language kept from last time; Vietnamese where none was kept or storage is closed. */
export function keptLanguage(): Language {
  try {
    return localStorage.getItem(KEY) === 'en' ? 'en' : 'vi'
  } catch {
    return 'vi'
  }
}

interface Tongue {
  language: Language
  setLanguage: (language: Language) => void
  /** The words in the reader's language. */
  w: (words: Words) => string
}

const Context = createContext<Tongue>({ language: 'vi', setLanguage: () => {}, w: (words) => words.vi })

/** Gives every component below it the reader's language; keeps the choice, and tells the document (html lang). */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(keptLanguage)
  useEffect(() => {
    document.documentElement.lang = language
    try {
      localStorage.setItem(KEY, language)
    } catch {
      // A closed storage costs only the memory of the choice.
    }
  }, [language])
  const tongue = useMemo<Tongue>(() => ({ language, setLanguage, w: (words) => words[language] }), [language])
  return <Context value={tongue}>{children}</Context>
}

export const useLanguage = (): Tongue => useContext(Context)
