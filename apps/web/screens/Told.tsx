import { Button } from '@mantine/core'
import { toldByOrder, toldOnVoid } from '@phaodai/modules/quarantine/quarantine.contract.ts'
import { recordCall, toldAfterVoid } from '@phaodai/modules/tracing/calls.contract.ts'
import { RecordCall } from '@phaodai/modules/tracing/web/RecordCall.tsx'
import { instant, number } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { useState } from 'react'
import { Part, Read, Said } from '../fields/Page.tsx'
import { personPath } from '../paths.ts'
import { useRead } from '../useRead.ts'
import { useSession } from '../useSession.ts'
import styles from './Person.module.css'
import { callWords, none, orderWords } from './toldRows.ts'

function Elsewhere({ n }: { n: number }) {
  const { w } = useLanguage()
  if (n === 0) return null
  return (
    <p className="pd-muted" style={{ margin: '8px 0 0' }}>
      {w({
        vi: `${number(n)} người đã được báo ở địa bàn khác; địa bàn đó báo lại.`,
        en: `${number(n)} told in other areas, which tell them anew.`,
      })}
    </p>
  )
}

/** A call that tells the person anew, where this post may record calls. */
export function TellAnew({ subjectId, disease, onSaid }: { subjectId: string; disease: string; onSaid: (words: Words) => void }) {
  const { w } = useLanguage()
  const { may, today } = useSession()
  const [calling, setCalling] = useState(false)
  if (!may(recordCall)) return null
  return (
    <div className="pd-no-print" style={{ marginTop: 4 }}>
      <Button variant="default" onClick={() => setCalling(true)}>
        {w({ vi: 'Ghi cuộc gọi báo lại', en: 'Record the call that tells anew' })}
      </Button>
      {calling && (
        <RecordCall
          subjectId={subjectId}
          disease={disease}
          today={today}
          onClose={() => setCalling(false)}
          onDone={(words) => {
            setCalling(false)
            onSaid(words)
          }}
        />
      )}
    </div>
  )
}

/** After a correction: who had been told a level that no longer holds, by order or by call, so that they can be told anew. */
export function ToldOnVoid({ opId, disease }: { opId: string; disease: string }) {
  const { w, language } = useLanguage()
  const { may } = useSession()
  const told = useRead(toldOnVoid, { opId }, { enabled: may(toldOnVoid) })
  const [done, setDone] = useState<Words | null>(null)
  if (!may(toldOnVoid)) return null
  return (
    <Part title={{ vi: 'Người đã được báo, cần báo lại', en: 'Told already, to be told anew' }}>
      <Said words={done} />
      <Read of={told}>
        {({ rows, elsewhere }) => (
          <>
            {rows.length === 0 && elsewhere === 0 && (
              <p className="pd-muted" style={{ margin: 0 }}>
                {w({
                  vi: 'Chưa ai được báo mức vừa rút lại; không phải báo lại ai.',
                  en: 'Nobody had been told of what was taken back.',
                })}
              </p>
            )}
            <ul className={styles.list}>
              {rows.map((r) => (
                <li key={r.subjectId}>
                  <a href={personPath(r.subjectId)}>{r.name}</a>{' '}
                  <span className="pd-muted">
                    {r.code} · {r.areaName}
                  </span>
                  : {r.fromLevel} → <strong>{r.toLevel ?? w(none)}</strong>
                  {r.told.map((t) => (
                    <div key={`${t.how} ${t.at}`}>
                      {w(
                        t.how === 'order'
                          ? { vi: `Theo Quyết định ${t.document ?? ''}`, en: `By order ${t.document ?? ''}` }
                          : { vi: 'Qua điện thoại', en: 'By telephone' },
                      )}
                      {t.level && `, ${w({ vi: 'đã báo', en: 'told' })} ${t.level}`}, {instant(t.at, language)}
                    </div>
                  ))}
                  <TellAnew subjectId={r.subjectId} disease={disease} onSaid={setDone} />
                </li>
              ))}
            </ul>
            <Elsewhere n={elsewhere} />
          </>
        )}
      </Read>
    </Part>
  )
}

/** Later, on the page of the person whose level fell: who had been told, by order or by call, and who was told of the correction since. */
export function ToldLater({ subjectId, disease }: { subjectId: string; disease: string }) {
  const { w, language } = useLanguage()
  const { may } = useSession()
  const byCall = useRead(toldAfterVoid, { subjectId }, { enabled: may(toldAfterVoid) })
  const byOrder = useRead(toldByOrder, { subjectId }, { enabled: may(toldByOrder) })
  const [done, setDone] = useState<Words | null>(null)
  const rows = byCall.data?.rows.filter((r) => r.disease === disease) ?? []
  const served = byOrder.data?.rows.filter((r) => r.disease === disease) ?? []
  if (rows.length === 0 && served.length === 0 && !byCall.data?.elsewhere) return null
  const told = [
    ...rows.map((r) => ({ ...r, how: callWords(r, language) })),
    ...served.map((r) => ({ ...r, how: orderWords(r, language) })),
  ]
  return (
    <Part title={{ vi: 'Đã được báo một mức nay đã rút lại', en: 'Told of a level that was taken back' }}>
      <Said words={done} />
      <ul className={styles.list}>
        {[...Map.groupBy(told, (r) => `${r.subjectId} ${r.opId}`)].map(([key, ways]) => {
          const r = ways[0]!
          const correctedAt = ways.map((t) => t.correctedAt).find(Boolean)
          return (
            <li key={key}>
              {r.subjectId === subjectId ? r.name : <a href={personPath(r.subjectId)}>{r.name}</a>}{' '}
              <span className="pd-muted">
                {r.code} · {r.areaName}
              </span>
              :{' '}
              {w({
                vi: `hạ lúc ${instant(r.fellAt, language)}, nay`,
                en: `taken back ${instant(r.fellAt, language)}, now`,
              })}{' '}
              <strong>{r.levelNow ?? w(none)}</strong>.
              {ways.map((t) => (
                <div key={t.how.vi}>{w(t.how)}</div>
              ))}
              {correctedAt ? (
                <div>
                  {w({
                    vi: `Đã báo lại ${instant(correctedAt, language)}.`,
                    en: `Told anew ${instant(correctedAt, language)}.`,
                  })}
                </div>
              ) : (
                <TellAnew subjectId={r.subjectId} disease={disease} onSaid={setDone} />
              )}
            </li>
          )
        })}
      </ul>
      <Elsewhere n={byCall.data?.elsewhere ?? 0} />
    </Part>
  )
}
