import { useLanguage } from './language.tsx'
import styles from './Notices.module.css'
import { type PersonFacts, personSentence } from './personSentence.ts'

export interface PersonSentenceProps {
  facts: PersonFacts
  today: string
  /** Address of a person's page. */
  hrefOf?: (personId: string) => string
}

/** The sentence a person's page begins with. */
export function PersonSentence({ facts, today, hrefOf }: PersonSentenceProps) {
  const { language } = useLanguage()
  return (
    <p className={styles.sentence}>
      {personSentence(facts, today, language).map((part, at) => {
        if (part.personId && hrefOf)
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence have no other identity
            <a key={at} href={hrefOf(part.personId)}>
              {part.text}
            </a>
          )
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        return part.strong ? <strong key={at}>{part.text}</strong> : <span key={at}>{part.text}</span>
      })}
    </p>
  )
}
