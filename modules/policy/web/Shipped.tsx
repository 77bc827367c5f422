import { Button, TextInput } from '@mantine/core'
import { EmptyState } from '@phaodai/ui/EmptyState.tsx'
import { date, number } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { DayField } from '@phaodai/web/fields/DayField.tsx'
import { FormDialog } from '@phaodai/web/fields/FormDialog.tsx'
import { Page, Part, Read, Said } from '@phaodai/web/fields/Page.tsx'
import { Go } from '@phaodai/web/Go.tsx'
import styles from '@phaodai/web/screens/Policy.module.css'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import type { z } from 'zod'
import { shipped, takeShipped } from '../shipped.verbs.ts'
import { ChangeTable } from './ChangeTable.tsx'
import { documentsText } from './documents.ts'
import { ShippedProfiles } from './ShippedProfiles.tsx'

type Pack = z.output<typeof shipped.output>['packs'][number]

/** Gói kèm phần mềm: those that this instance does not hold as they are, what each would change, and taking one into force by a document. */
export default function Shipped() {
  const { w } = useLanguage()
  const read = useRead(shipped, {})
  const [taking, setTaking] = useState<Pack | null>(null)
  const [said, setSaid] = useState<Words | null>(null)
  return (
    <Page title={{ vi: 'Gói kèm phần mềm', en: 'Shipped packs' }}>
      <p style={{ margin: 0 }}>
        {w({
          vi: 'Bản phần mềm mới có thể kèm gói quy định mới. Không gói nào tự có hiệu lực: người có thẩm quyền của tỉnh xem từng thay đổi rồi đưa vào áp dụng theo văn bản.',
          en: 'A new release may bring new policy packs. None comes into force by itself: somebody who answers for the province looks at each change and takes it in by a document.',
        })}{' '}
        <Go href="/policy">{w({ vi: 'Chính sách đang áp dụng', en: 'Policy in force' })}</Go>
      </p>
      <Said words={said} />
      <Read of={read}>
        {({ packs, profiles }) =>
          packs.length + profiles.length === 0 ? (
            <EmptyState
              title={{ vi: 'Không có gói nào chờ quyết định', en: 'Nothing waits for a decision' }}
              filledBy={{
                vi: 'Mọi gói và hồ sơ bệnh kèm phần mềm đều đã được giữ đúng như vậy.',
                en: 'Every shipped pack and disease profile is held here as it is.',
              }}
            />
          ) : (
            <>
              {packs.map((p) => (
                <OnePack key={p.code} p={p} onTake={() => setTaking(p)} />
              ))}
              <ShippedProfiles
                rows={profiles}
                onDone={(p, version) =>
                  setSaid({
                    vi: `Đã nạp hồ sơ bệnh “${p.name.vi}”, phiên bản ${version}.`,
                    en: `The profile “${p.name.en}” is loaded, version ${version}.`,
                  })
                }
              />
            </>
          )
        }
      </Read>
      {taking && (
        <TakeDialog
          p={taking}
          onClose={() => setTaking(null)}
          onDone={(version) => {
            setTaking(null)
            setSaid({
              vi: `Đã đưa “${taking.title.vi}” vào áp dụng, phiên bản ${version}.`,
              en: `“${taking.title.en}” is taken in, version ${version}.`,
            })
          }}
        />
      )}
    </Page>
  )
}

const states: Record<Pack['state'], Words> = {
  new: { vi: 'mới', en: 'new' },
  changed: { vi: 'khác bản đang giữ', en: 'differs from the one held' },
  withdrawn: { vi: 'đã rút', en: 'withdrawn' },
}

/** From when on it would count here, in a sentence. */
function effectOf(p: Pack): Words {
  const from = date(p.effectiveFrom)
  if (!p.here)
    return {
      vi: `Của tỉnh khác (mã ${p.provinces?.join(', ')}): không áp dụng ở đây.`,
      en: `Of another province: nothing changes here.`,
    }
  if (p.inForceToday)
    return {
      vi: `Đưa vào thì áp dụng ngay, cho mọi ngày từ ${from}.`,
      en: `Taken in, it counts at once, for every day from ${from} on.`,
    }
  const until = p.effectiveUntil ? `đến trước ${date(p.effectiveUntil)}` : 'đến khi có văn bản thay'
  return {
    vi: `Áp dụng cho các ngày từ ${from} ${until}; quy định hôm nay không đổi.`,
    en: `It counts for days from ${from} until ${p.effectiveUntil ? date(p.effectiveUntil) : 'another replaces it'}; today's rules stay.`,
  }
}

function OnePack({ p, onTake }: { p: Pack; onTake: () => void }) {
  const { w } = useLanguage()
  const { may } = useSession()
  const reaching = p.reaches.filter((r) => r.reachesOpenOrders)
  return (
    <Part
      title={p.title}
      actions={
        may(takeShipped) && (
          <Button className="pd-no-print" variant={p.state === 'withdrawn' ? 'default' : 'filled'} onClick={onTake}>
            {w({ vi: 'Đưa vào áp dụng', en: 'Take in' })}
            <span className="pd-hidden">: {w(p.title)}</span>
          </Button>
        )
      }
    >
      <p style={{ margin: 0 }}>
        <span className={styles.mark}>{w(states[p.state])}</span> {w(effectOf(p))}{' '}
        {p.withdrawnReason && w({ vi: `Lý do rút: ${p.withdrawnReason}.`, en: `Why: ${p.withdrawnReason}.` })}
      </p>
      {p.held?.own && (
        <p style={{ margin: '4px 0 0' }}>
          <strong>
            {w({
              vi: `Phiên bản ${p.held.version} đang giữ do tỉnh tự nạp: đưa gói này vào thì bản đó không còn áp dụng.`,
              en: `Version ${p.held.version} was loaded by this province: this one would stand in its place.`,
            })}
          </strong>
        </p>
      )}
      <p style={{ margin: '4px 0 0' }}>
        {reaching.length > 0
          ? w({
              vi: `Áp dụng cả cho quyết định đang mở: ${reaching.map((r) => `${r.ruleTitle.vi}, theo ${r.reachesText.vi}`).join('; ')}.`,
              en: `Reaches orders already open: ${reaching.map((r) => `${r.ruleTitle.en}, by ${r.reachesText.en}`).join('; ')}.`,
            })
          : w({ vi: 'Không áp dụng ngược cho quyết định đang mở.', en: 'Orders already open are left as they are.' })}
      </p>
      {p.lost.length > 0 && (
        <p style={{ margin: '4px 0 0' }}>
          {w({
            vi: `Gói mạnh hơn vẫn đè lên: ${p.lost.map((l) => `${l.ruleTitle.vi} (${l.packCode})`).join('; ')}.`,
            en: `A stronger pack lies over it: ${p.lost.map((l) => `${l.ruleTitle.en} (${l.packCode})`).join('; ')}.`,
          })}
        </p>
      )}
      <p className={styles.note}>
        {documentsText(p.documents, w)}
        {p.datesNote && ` – ${w(p.datesNote)}`}
      </p>
      <details style={{ marginTop: 8 }} open={p.changes.length <= 20}>
        <summary style={{ cursor: 'pointer' }}>
          <strong>
            {p.against === 'held'
              ? w({
                  vi: `${number(p.changes.length)} chỗ khác với phiên bản ${p.held?.version} đang giữ`,
                  en: `${number(p.changes.length)} differences from version ${p.held?.version}`,
                })
              : w({
                  vi: `${number(p.changes.length)} chỗ khác với quy định áp dụng ngày ${date(p.day)}`,
                  en: `${number(p.changes.length)} differences from the rules of ${date(p.day)}`,
                })}
          </strong>
        </summary>
        <ChangeTable
          rows={p.changes}
          was={p.against === 'held' ? { vi: 'Bản đang giữ', en: 'Held' } : { vi: 'Đang áp dụng', en: 'In force' }}
        />
      </details>
    </Part>
  )
}

/** The document of this province by which it comes into force; kept with the pack. */
function TakeDialog({ p, onClose, onDone }: { p: Pack; onClose: () => void; onDone: (version: number) => void }) {
  const { w } = useLanguage()
  const { today } = useSession()
  const write = useWrite(takeShipped)
  const [documentNo, setDocumentNo] = useState('')
  const [issuedOn, setIssuedOn] = useState<string | null>(null)
  const [signer, setSigner] = useState('')
  return (
    <FormDialog
      title={{ vi: `Đưa vào áp dụng: ${p.title.vi}`, en: `Take in: ${p.title.en}` }}
      submit={{ vi: 'Đưa vào áp dụng', en: 'Take in' }}
      write={write}
      blocked={documentNo.trim() === '' || issuedOn === null || issuedOn > today || signer.trim().length < 3}
      onClose={onClose}
      onSubmit={async () => {
        const order = { documentNo, issuedOn: issuedOn!, signer }
        const made = await write.send({ code: p.code, fingerprint: p.fingerprint, order })
        if (made) onDone(made.version)
      }}
    >
      <p style={{ margin: 0 }}>
        {w({
          vi: `${effectOf(p).vi} ${number(p.changes.length)} chỗ thay đổi. Văn bản được giữ cùng lịch sử của gói; đưa vào nhầm thì rút được, kèm lý do.`,
          en: `${effectOf(p).en} ${number(p.changes.length)} changes. The document is kept with the pack; one taken in by mistake can be withdrawn.`,
        })}
      </p>
      <TextInput
        label={w({ vi: 'Số, ký hiệu văn bản', en: 'Number of the document' })}
        placeholder="12/QĐ-UBND"
        value={documentNo}
        onChange={(e) => setDocumentNo(e.currentTarget.value)}
        maxLength={120}
        required
        data-autofocus
      />
      <DayField label={{ vi: 'Ngày văn bản', en: 'Its day' }} value={issuedOn} onChange={setIssuedOn} />
      <TextInput
        label={w({ vi: 'Người ký', en: 'Signer' })}
        value={signer}
        onChange={(e) => setSigner(e.currentTarget.value)}
        maxLength={120}
        required
      />
    </FormDialog>
  )
}
