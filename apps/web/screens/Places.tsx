import { TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { searchPlaces } from '@phaodai/modules/tracing/tracing.contract.ts'
import { placeKindWords } from '@phaodai/modules/tracing/web/PlaceField.tsx'
import { EmptyState } from '@phaodai/ui/EmptyState.tsx'
import { date } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { useState } from 'react'
import { ChoiceField } from '../fields/ChoiceField.tsx'
import { Page, Read } from '../fields/Page.tsx'
import { Go } from '../Go.tsx'
import { useRead } from '../useRead.ts'
import styles from './Lists.module.css'
import listStyles from './Person.module.css'

type Kind = keyof typeof placeKindWords

/** Places on record: those where someone was lately, or by name. Each opens who was there when. */
export default function Places() {
  const { w } = useLanguage()
  const [text, setText] = useState('')
  const [kind, setKind] = useState<Kind | ''>('')
  const [asked] = useDebouncedValue(text.trim().slice(0, 100), 150)
  const found = useRead(searchPlaces, { q: asked, limit: 100, ...(kind && { kind }) }, { keep: true })
  return (
    <Page
      title={{ vi: 'Nơi đã có mặt', en: 'Places' }}
      actions={<Go href="/shared">{w({ vi: 'Nơi chung của nhiều ca', en: 'Places that cases share' })}</Go>}
    >
      <div className={`${styles.filters} pd-no-print`}>
        <TextInput
          label={w({ vi: 'Tìm nơi', en: 'Find a place' })}
          placeholder={w({ vi: 'Gõ tên nơi, không cần dấu', en: 'Type its name, accents not needed' })}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          w="20rem"
          maw="100%"
        />
        <ChoiceField<Kind>
          label={{ vi: 'Loại nơi', en: 'Kind' }}
          none={{ vi: 'Mọi loại', en: 'Any' }}
          choices={(Object.keys(placeKindWords) as Kind[]).map((value) => ({ value, words: placeKindWords[value] }))}
          value={kind}
          onChange={(value) => setKind(value)}
        />
      </div>
      <Read of={found}>
        {({ places }) =>
          places.length === 0 ? (
            <EmptyState
              title={
                asked || kind
                  ? { vi: 'Không có nơi nào khớp', en: 'No place matches' }
                  : { vi: 'Chưa ghi nơi nào', en: 'No place is recorded' }
              }
              filledBy={{
                vi: 'Nơi đến từ lịch trình ghi ở hồ sơ một người, phiếu điều tra, và các danh sách được nhập.',
                en: 'Places come from itineraries, investigation forms and imported lists.',
              }}
            />
          ) : (
            <section className="pd-surface" style={{ padding: 16 }}>
              <h2 className="pd-hidden">{w({ vi: 'Các nơi', en: 'Places' })}</h2>
              <ul className={listStyles.list}>
                {places.map((p) => (
                  <li key={p.placeId}>
                    <Go href={`/places/${p.placeId}`}>{p.name}</Go>{' '}
                    <span className="pd-muted">
                      {w(placeKindWords[p.kind])} · {p.areaName}
                      {p.address && ` · ${p.address}`}
                      {p.lastVisitOn && w({ vi: ` · lần cuối ${date(p.lastVisitOn)}`, en: ` · last ${date(p.lastVisitOn)}` })}
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          )
        }
      </Read>
    </Page>
  )
}
