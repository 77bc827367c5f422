import { Button } from '@mantine/core'
import { instant } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { problemOf } from '@phaodai/web/api.ts'
import { Part, Read } from '@phaodai/web/fields/Page.tsx'
import type { ReactNode } from 'react'

interface Answer {
  older: Words | null
  checkedAt: string
}
interface Asking<A> {
  data: A | undefined
  error: unknown
  isFetching: boolean
  refetch: () => Promise<unknown>
}

/** Whether the facts known then give what was frozen. @param otherwise what is said where they do not */
export function Same({ same, otherwise }: { same: boolean; otherwise: Words }) {
  const { w } = useLanguage()
  return (
    <p style={{ marginTop: 0 }}>
      {same ? (
        w({ vi: 'Sự kiện đã biết lúc đó cho đúng từng số liệu đã chốt.', en: 'The facts known then give every figure anew.' })
      ) : (
        <strong>{w(otherwise)}</strong>
      )}
    </p>
  )
}

/**
 * A report rebuilt from the facts when somebody asks, and once: of a province it takes seconds of the server, so that neither opening the page nor
 * signing on it nor coming back to it asks.
 * @param read a reading that is not enabled
 */
export function Rebuilt<A extends Answer>({ read, children }: { read: Asking<A>; children: (answer: A) => ReactNode }) {
  const { w, language } = useLanguage()
  const { data, isFetching } = read
  return (
    <Part title={{ vi: 'Dựng lại từ sự kiện, dữ kiện đến muộn', en: 'Rebuilt from the facts; late facts' }}>
      {(data || read.error || isFetching) && (
        <Read of={{ data, error: isFetching ? null : read.error, isPending: isFetching }}>
          {(a) => (
            <div role="status">
              {a.older && <p style={{ marginTop: 0 }}>{w(a.older)}</p>}
              {children(a)}
              <p className="pd-muted">
                {w({
                  vi: `Dựng lại lúc ${instant(a.checkedAt, language)}.`,
                  en: `Rebuilt at ${instant(a.checkedAt, language)}.`,
                })}
              </p>
            </div>
          )}
        </Read>
      )}
      {data && read.error && !isFetching ? <ProblemAlert problem={problemOf(read.error)} /> : null}
      <Button variant="default" className="pd-no-print" loading={isFetching} onClick={() => void read.refetch()}>
        {w(data ? { vi: 'Dựng lại lần nữa', en: 'Rebuild again' } : { vi: 'Dựng lại bây giờ', en: 'Rebuild now' })}
      </Button>
    </Part>
  )
}
