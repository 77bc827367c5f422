import { Button, Group, Select, TextInput } from '@mantine/core'
import { ConfirmDialog } from '@phaodai/ui/ConfirmDialog.tsx'
import { DataTable } from '@phaodai/ui/DataTable.tsx'
import { EmptyState } from '@phaodai/ui/EmptyState.tsx'
import { date, number } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { FormDialog } from '@phaodai/web/fields/FormDialog.tsx'
import { Page, Part, Read, Said } from '@phaodai/web/fields/Page.tsx'
import { UnitField } from '@phaodai/web/fields/UnitField.tsx'
import { printHtml } from '@phaodai/web/saveFile.ts'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import type { z } from 'zod'
import { endSentinel, inpatients, issueLink, registerSentinel, reports, sentinels } from '../sentinels.contract.ts'
import { Inpatients } from './Inpatients.tsx'
import { sheetOf } from './linkSheet.ts'
import { Reports } from './Reports.tsx'

type Row = z.output<typeof sentinels.output>['rows'][number]
const kindWords: Record<Row['kind'], Words> = {
  pharmacy: { vi: 'Nhà thuốc', en: 'Pharmacy' },
  clinic: { vi: 'Phòng khám', en: 'Clinic' },
  hospital: { vi: 'Bệnh viện', en: 'Hospital' },
}
const stateWords: Record<Row['state'], Words> = {
  late: { vi: 'CHƯA BÁO', en: 'LATE' },
  'no-link': { vi: 'Chưa cấp đường dẫn', en: 'No link' },
  due: { vi: 'Chờ báo', en: 'Due' },
  reported: { vi: 'Đã báo', en: 'Reported' },
}
const linkWords = (r: Row): Words =>
  r.link === 'none' ? { vi: 'In mã QR', en: 'Print QR' } : { vi: 'Cấp lại', en: 'Issue again' }
function AddSentinel({ onClose, onDone }: { onClose: () => void; onDone: (id: string, name: string) => void }) {
  const { w } = useLanguage()
  const { post } = useSession()
  const write = useWrite(registerSentinel)
  const here = ['commune', 'station'].includes(post.role)
  const [kind, setKind] = useState<Row['kind']>('pharmacy')
  const [name, setName] = useState('')
  const [address, setAddress] = useState('')
  const [contact, setContact] = useState('')
  const [communeId, setCommuneId] = useState<number | null>(here ? post.areaId : null)
  return (
    <FormDialog
      title={{ vi: 'Đăng ký điểm báo', en: 'Register a sentinel' }}
      submit={{ vi: 'Đăng ký', en: 'Register' }}
      write={write}
      blocked={name.trim().length < 2 || communeId === null}
      onClose={onClose}
      onSubmit={async () => {
        const done = await write.send({ kind, name, address: address || null, contact: contact || null, communeId: communeId! })
        if (done) onDone(done.sentinelId, name)
      }}
    >
      <Select
        label={w({ vi: 'Loại', en: 'Kind' })}
        data={(Object.keys(kindWords) as Row['kind'][]).map((value) => ({ value, label: w(kindWords[value]) }))}
        value={kind}
        onChange={(v) => v && setKind(v as Row['kind'])}
        allowDeselect={false}
      />
      <TextInput label={w({ vi: 'Tên', en: 'Name' })} value={name} onChange={(e) => setName(e.currentTarget.value)} required />
      <TextInput
        label={w({ vi: 'Địa chỉ', en: 'Address' })}
        value={address}
        onChange={(e) => setAddress(e.currentTarget.value)}
      />
      <TextInput
        label={w({ vi: 'Người phụ trách, điện thoại', en: 'Who answers' })}
        value={contact}
        onChange={(e) => setContact(e.currentTarget.value)}
      />
      {!here && (
        <UnitField
          label={{ vi: 'Xã, phường', en: 'Commune' }}
          tier="commune"
          value={communeId}
          onChange={setCommuneId}
          required
        />
      )}
    </FormDialog>
  )
}

/** Pharmacies, clinics and hospitals: who has not reported today, the link to print, who lies in without a test. */
export default function Sentinels() {
  const { w } = useLanguage()
  const { may, instance } = useSession()
  const list = useRead(sentinels, {}, { every: 60_000 })
  const link = useWrite(issueLink)
  const end = useWrite(endSentinel)
  const [ending, setEnding] = useState<Row | null>(null)
  const [renewing, setRenewing] = useState<Row | null>(null)
  const [adding, setAdding] = useState(false)
  const [done, setDone] = useState<Words | null>(null)
  const printLink = async (r: Row) => {
    const made = await link.send({ sentinelId: r.sentinelId })
    if (!made) return
    setRenewing(null)
    printHtml(await sheetOf(made.name, made.key, instance.mode === 'drill'))
    const printed = {
      vi: 'In phiếu QR rồi giao tận tay; chưa in được thì bấm Cấp lại.',
      en: 'Print the QR; if it failed, issue it again.',
    }
    setDone(
      r.link === 'none'
        ? { vi: `Đã cấp đường dẫn cho ${made.name}. ${printed.vi}`, en: `A link for ${made.name}. ${printed.en}` }
        : {
            vi: `Đã cấp đường dẫn mới cho ${made.name}; đường dẫn cũ hết dùng. ${printed.vi}`,
            en: `A new link for ${made.name}; the one before stopped. ${printed.en}`,
          },
    )
  }
  return (
    <Page
      title={{ vi: 'Nhà thuốc, phòng khám, bệnh viện', en: 'Sentinels' }}
      actions={
        may(registerSentinel) && <Button onClick={() => setAdding(true)}>{w({ vi: 'Đăng ký điểm báo', en: 'Register' })}</Button>
      }
    >
      {link.problem && <ProblemAlert problem={link.problem} />}
      <Said words={done} />
      <Read of={list}>
        {(a) =>
          a.rows.length === 0 ? (
            <EmptyState
              title={{ vi: 'Chưa có điểm báo nào', en: 'No sentinel yet' }}
              filledBy={{
                vi: 'Trạm y tế đăng ký nhà thuốc, phòng khám, bệnh viện rồi in mã QR cho họ.',
                en: 'The station registers them and prints a QR for each.',
              }}
            />
          ) : (
            <Part
              title={{
                vi: `Ngày ${date(a.day)}: ${number(a.late)} điểm chưa báo / ${number(a.total)}`,
                en: `${date(a.day)}: ${number(a.late)} late of ${number(a.total)}`,
              }}
              actions={
                a.chaseText && (
                  <Button
                    variant="default"
                    onClick={() =>
                      void navigator.clipboard
                        .writeText(a.chaseText)
                        .then(() => setDone({ vi: 'Đã chép lời nhắc; dán vào nhóm.', en: 'Copied; paste it into the group.' }))
                    }
                  >
                    {w({ vi: 'Chép lời nhắc', en: 'Copy the reminder' })}
                  </Button>
                )
              }
            >
              <DataTable
                label={{ vi: 'Điểm báo', en: 'Sentinels' }}
                rows={a.rows}
                rowKey={(r) => r.sentinelId}
                columns={[
                  { key: 'name', header: { vi: 'Tên', en: 'Name' }, value: (r) => r.name, width: 'minmax(160px, 2fr)' },
                  { key: 'kind', header: { vi: 'Loại', en: 'Kind' }, value: (r) => w(kindWords[r.kind]) },
                  { key: 'area', header: { vi: 'Xã', en: 'Commune' }, value: (r) => r.areaName },
                  { key: 'state', header: { vi: 'Hôm nay', en: 'Today' }, value: (r) => w(stateWords[r.state]) },
                  { key: 'reports', header: { vi: 'Người đã báo', en: 'Reported' }, value: (r) => r.reports, align: 'right' },
                  { key: 'screened', header: { vi: 'Sàng lọc', en: 'Screened' }, value: (r) => r.screened, align: 'right' },
                  {
                    key: 'untested',
                    header: { vi: 'Nội trú chưa mẫu', en: 'Untested' },
                    value: (r) => r.untested,
                    align: 'right',
                  },
                  { key: 'last', header: { vi: 'Lần cuối', en: 'Last' }, value: (r) => (r.lastOn ? date(r.lastOn) : '–') },
                  {
                    key: 'link',
                    header: { vi: 'Đường dẫn', en: 'Link' },
                    value: (r) => r.link,
                    width: 'minmax(190px, 2fr)',
                    draw: (r) => (
                      <Group gap={4}>
                        {may(issueLink) && (
                          <Button
                            size="compact-sm"
                            variant="default"
                            onClick={() => (r.link === 'none' ? void printLink(r) : setRenewing(r))}
                            aria-label={`${w(linkWords(r))} ${r.name}`}
                          >
                            {w(linkWords(r))}
                          </Button>
                        )}
                        {may(endSentinel) && (
                          <Button
                            size="compact-sm"
                            variant="default"
                            onClick={() => setEnding(r)}
                            aria-label={`${w({ vi: 'Thôi', en: 'End' })} ${r.name}`}
                          >
                            {w({ vi: 'Thôi', en: 'End' })}
                          </Button>
                        )}
                      </Group>
                    ),
                  },
                ]}
              />
            </Part>
          )
        }
      </Read>
      {may(reports) && <Reports />}
      {may(inpatients) && <Inpatients />}
      <ConfirmDialog
        opened={renewing !== null}
        onClose={() => setRenewing(null)}
        title={{ vi: `Cấp lại đường dẫn: ${renewing?.name}`, en: `Issue the link again: ${renewing?.name}` }}
        confirm={{ vi: 'Cấp lại và in', en: 'Issue and print' }}
        consequence={
          <>
            {link.problem && <ProblemAlert problem={link.problem} takeFocus />}
            {w({
              vi: 'Đường dẫn đang dùng hết hiệu lực ngay: máy ở quầy không báo được nữa cho đến khi quét phiếu mới. Những gì đã báo vẫn còn.',
              en: 'The link in use stops at once: the phone at the counter cannot report until it scans the new sheet. What was reported stays.',
            })}
          </>
        }
        onConfirm={() => printLink(renewing!)}
      />
      <ConfirmDialog
        opened={ending !== null}
        onClose={() => setEnding(null)}
        title={{ vi: `Thôi làm điểm báo: ${ending?.name}`, en: `End the sentinel: ${ending?.name}` }}
        confirm={{ vi: 'Thôi làm điểm báo', en: 'End it' }}
        reason={{ atLeast: 3 }}
        consequence={
          <>
            {end.problem && <ProblemAlert problem={end.problem} takeFocus />}
            {w({
              vi: 'Đường dẫn hết dùng ngay; những gì đã báo vẫn còn. Muốn báo lại thì đăng ký lại.',
              en: 'Its link stops at once; what it reported stays. To report again it is registered anew.',
            })}
          </>
        }
        onConfirm={async (reason) => {
          const ended = await end.send({ sentinelId: ending!.sentinelId, reason })
          if (!ended) return
          setDone({ vi: `${ending!.name} đã thôi làm điểm báo.`, en: `${ending!.name} is a sentinel no more.` })
          setEnding(null)
        }}
      />
      {adding && (
        <AddSentinel
          onClose={() => setAdding(false)}
          onDone={(_, name) => {
            setAdding(false)
            setDone({ vi: `Đã đăng ký ${name}. In mã QR để giao.`, en: `${name} is registered. Print its QR.` })
          }}
        />
      )}
    </Page>
  )
}
