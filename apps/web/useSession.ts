import { useSuspenseQuery } from '@tanstack/react-query'
import { type Session, sessionQuery } from './session.ts'

/** Who is signed in, and whether the post may use a verb. Only under the guarded routes. */
export function useSession(): Session & { may: (verb: { name: string }) => boolean; today: string } {
  const { data } = useSuspenseQuery(sessionQuery)
  return { ...data, may: (verb) => data.verbs.includes(verb.name), today: data.instance.today }
}
