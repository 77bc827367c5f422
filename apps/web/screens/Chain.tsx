import { Button, Checkbox, SegmentedControl } from '@mantine/core'
import { chain } from '@phaodai/modules/situation/situation.contract.ts'
import { sources } from '@phaodai/modules/tracing/meetings.contract.ts'
import { EmptyState } from '@phaodai/ui/EmptyState.tsx'
import { number } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { ChainView } from '@phaodai/ui/lazy.tsx'
import { useRouter } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { Page, Read } from '../fields/Page.tsx'
import { useFiltersInUrl } from '../filtersInUrl.ts'
import { Go } from '../Go.tsx'
import { paths, pathTo, personPath } from '../paths.ts'
import { useRead } from '../useRead.ts'
import { useSession } from '../useSession.ts'
import styles from './Lists.module.css'
import { AreaSelect, DiseaseSelect } from './listParts.tsx'
import { SharedOf } from './SharedOf.tsx'
import { chainPersons } from './situation/chainData.ts'

/** Chuỗi lây: who infected whom, in time; by generation or by place; with contacts where asked for; several chosen show what they share. */
export default function Chain() {
  const { w } = useLanguage()
  const { history } = useRouter()
  const [f, change] = useFiltersInUrl(['disease', 'area', 'contacts', 'colour'] as const)
  const disease = f.disease ?? 'covid19'
  const contacts = f.contacts === 'yes'
  const { may } = useSession()
  // while cases are chosen a click chooses instead of opening
  const [picked, setPicked] = useState<readonly string[] | null>(null)
  const found = useRead(
    chain,
    { disease, ...(f.area && { areaId: Number(f.area) }), withContacts: contacts ? 'yes' : 'no' },
    { keep: true },
  )
  const persons = useMemo(() => (found.data ? chainPersons(found.data.nodes) : []), [found.data])
  return (
    <Page
      title={{ vi: 'Chuỗi lây', en: 'Chain of transmission' }}
      actions={
        <Go href={pathTo(paths.cases, { disease: f.disease, area: f.area })}>
          {w({ vi: 'Danh sách ca bệnh', en: 'List of cases' })}
        </Go>
      }
    >
      <div className={`${styles.filters} pd-no-print`}>
        <AreaSelect value={f.area} onChange={(area) => change({ area })} />
        <DiseaseSelect value={disease} onChange={(code) => change({ disease: code === 'covid19' ? undefined : code })} />
        <SegmentedControl
          aria-label={w({ vi: 'Tô màu theo', en: 'Coloured by' })}
          value={f.colour === 'place' ? 'place' : 'generation'}
          onChange={(colour) => change({ colour: colour === 'place' ? colour : undefined })}
          data={[
            { value: 'generation', label: w({ vi: 'Màu: đời lây', en: 'By generation' }) },
            { value: 'place', label: w({ vi: 'Màu: nơi ở', en: 'By place' }) },
          ]}
        />
        <Checkbox
          label={w({ vi: 'Cả người tiếp xúc (F1, F2)', en: 'Contacts too (F1, F2)' })}
          checked={contacts}
          onChange={(event) => change({ contacts: event.currentTarget.checked ? 'yes' : undefined })}
        />
        {may(sources) && (
          <Checkbox
            label={w({ vi: 'Chọn nhiều ca để tìm nơi chung', en: 'Choose several to see what they share' })}
            checked={picked !== null}
            onChange={(event) => setPicked(event.currentTarget.checked ? [] : null)}
          />
        )}
      </div>
      <Read of={found}>
        {({ nodes, links, truncated }) =>
          nodes.length === 0 ? (
            <EmptyState
              title={{ vi: 'Chưa có F0 nào', en: 'No F0 yet' }}
              filledBy={{
                vi: 'Chuỗi được nối từ ai lây cho ai do cán bộ ghi và từ các lần tiếp xúc.',
                en: 'The chain is made of recorded infections and of contacts.',
              }}
              action={
                <Button variant="default" onClick={() => history.push(paths.cases)}>
                  {w({ vi: 'Mở Ca bệnh', en: 'Open the cases' })}
                </Button>
              }
            />
          ) : (
            <>
              {truncated && (
                <p className="pd-surface" role="note" style={{ margin: 0, padding: 12 }}>
                  {w({
                    vi: `Chỉ vẽ ${number(nodes.length)} người sớm nhất; chọn một địa bàn để thấy đủ.`,
                    en: `Only the earliest ${number(nodes.length)} are drawn; choose an area to see all of it.`,
                  })}
                </p>
              )}
              {picked && (
                <SharedOf ids={picked} disease={f.disease} onClear={() => setPicked([])}>
                  <span>
                    {picked.length === 0
                      ? w({ vi: 'Bấm vào từng ca trong chuỗi hoặc danh sách.', en: 'Click cases in the chain or in the list.' })
                      : picked.map((id) => nodes.find((n) => n.id === id)?.name ?? '–').join(', ')}
                  </span>
                </SharedOf>
              )}
              <h2 className="pd-hidden">{w({ vi: 'Sơ đồ', en: 'Drawing' })}</h2>
              <ChainView
                label={{
                  vi: `Chuỗi lây, ${number(nodes.length)} người`,
                  en: `Chain of transmission, ${number(nodes.length)} people`,
                }}
                persons={persons}
                links={links}
                by="onset"
                colourBy={f.colour === 'place' ? 'place' : 'generation'}
                onOpen={(id) =>
                  picked
                    ? setPicked(picked.includes(id) ? picked.filter((p) => p !== id) : [...picked, id])
                    : history.push(personPath(id))
                }
              />
              <p className="pd-muted" style={{ margin: 0 }}>
                {w({
                  vi: 'Trục thời gian theo ngày khởi phát; người chưa rõ khởi phát theo ngày công bố.',
                  en: 'Days are those of onset, or of report where the onset is not known.',
                })}
                {contacts &&
                  w({
                    vi: ' Người tiếp xúc vẽ vòng rỗng, tên bắt đầu bằng F1, F2.',
                    en: ' Contacts are rings; their names begin with F1, F2.',
                  })}
              </p>
            </>
          )
        }
      </Read>
    </Page>
  )
}
