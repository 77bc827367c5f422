import { PROPER } from './lexicon.rules.ts'

/** What stands in capitals, as it is written in a sentence: 'CHÁNH VĂN PHÒNG' is 'Chánh Văn phòng'. Names of places keep their capitals. */
export function properly(text: string, places: readonly string[] = []): string {
  const flat = text.replace(/\s+/gu, ' ').trim()
  if (flat !== flat.toUpperCase()) return flat
  let out = flat.toLowerCase()
  const low = out
  const put = (words: string, proper: string) => {
    for (let at = low.indexOf(words); at >= 0; at = low.indexOf(words, at + 1))
      if (!/\p{L}/u.test(`${low[at - 1] ?? ' '}${low[at + words.length] ?? ' '}`))
        out = out.slice(0, at) + proper + out.slice(at + words.length)
  }
  for (const [words, proper] of PROPER) put(words, proper)
  for (const place of places) put(place.toLowerCase(), place)
  return out.replace(/^\p{Ll}/u, (c) => c.toUpperCase())
}
