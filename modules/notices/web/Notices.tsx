import { Button, TextInput } from '@mantine/core'
import { DataTable } from '@phaodai/ui/DataTable.tsx'
import { date, instant, localDate, number } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { columnOf, PlainTable } from '@phaodai/ui/PlainTable.tsx'
import { ChoiceField } from '@phaodai/web/fields/ChoiceField.tsx'
import { DayField } from '@phaodai/web/fields/DayField.tsx'
import { FormDialog } from '@phaodai/web/fields/FormDialog.tsx'
import { Page, Part, Read } from '@phaodai/web/fields/Page.tsx'
import { TakeBack } from '@phaodai/web/fields/TakeBack.tsx'
import { useFiltersInUrl } from '@phaodai/web/filtersInUrl.ts'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import { list, type NoticeRow, recordSent, voidSent } from '../notices.contract.ts'

const keys = ['state'] as const
const howWords: Record<NonNullable<NoticeRow['how']>, Words> = {
  system: { vi: 'hệ thống thông tin của Bộ Y tế', en: 'the ministry’s system' },
  phone: { vi: 'điện thoại', en: 'phone' },
  email: { vi: 'thư điện tử', en: 'e-mail' },
  paper: { vi: 'văn bản', en: 'paper' },
}
const states = [
  { value: 'open', words: { vi: 'Chưa báo', en: 'Not sent' } },
  { value: 'late', words: { vi: 'Quá hạn', en: 'Late' } },
  { value: 'sent', words: { vi: 'Đã báo', en: 'Sent' } },
  { value: 'all', words: { vi: 'Tất cả', en: 'All' } },
] as const
/** A clock is read whole. */
const whole = (text: string) => <span style={{ whiteSpace: 'normal' }}>{text}</span>
type State = (typeof states)[number]['value']

function Send({ row, onClose }: { row: NoticeRow; onClose: () => void }) {
  const { w } = useLanguage()
  const { today, account } = useSession()
  const write = useWrite(recordSent)
  const [noticeId] = useState(() => crypto.randomUUID())
  const [on, setOn] = useState<string | null>(today)
  const [time, setTime] = useState('')
  const [how, setHow] = useState<NonNullable<NoticeRow['how']> | ''>('')
  const [no, setNo] = useState('')
  const [toBody, setToBody] = useState('')
  const [sentBy, setSentBy] = useState(account.fullName)
  const rightTime = /^([01]\d|2[0-3]):[0-5]\d$/.test(time)
  return (
    <FormDialog
      title={{ vi: `Ghi đã báo: ${row.name}`, en: `Notified: ${row.name}` }}
      submit={{ vi: 'Ghi đã báo', en: 'Record' }}
      write={write}
      blocked={!on || !rightTime || how === '' || toBody.trim().length < 2 || sentBy.trim().length < 2}
      onClose={onClose}
      onSubmit={async () => {
        const sent = { noticeId, subjectId: row.subjectId, disease: row.disease, sentAt: `${on}T${time}:00+07:00` }
        if (how && (await write.send({ ...sent, how, number: no || null, toBody, sentBy }))) onClose()
      }}
    >
      <DayField label={{ vi: 'Ngày báo', en: 'Day' }} value={on} onChange={setOn} required />
      <TextInput
        label={w({ vi: 'Giờ báo', en: 'Time' })}
        placeholder="08:30"
        value={time}
        onChange={(e) => setTime(e.currentTarget.value)}
        error={time !== '' && !rightTime ? w({ vi: 'Ghi giờ và phút: 08:30.', en: 'Hours and minutes: 08:30.' }) : undefined}
        required
      />
      <ChoiceField
        label={{ vi: 'Bằng cách nào', en: 'How' }}
        choices={(Object.keys(howWords) as (keyof typeof howWords)[]).map((value) => ({ value, words: howWords[value] }))}
        value={how}
        onChange={setHow}
        none={{ vi: 'Chọn', en: 'Choose' }}
        required
      />
      <TextInput
        label={w({ vi: 'Báo cho', en: 'To' })}
        value={toBody}
        onChange={(e) => setToBody(e.currentTarget.value)}
        required
      />
      <TextInput label={w({ vi: 'Số, mã báo cáo', en: 'Number' })} value={no} onChange={(e) => setNo(e.currentTarget.value)} />
      <TextInput
        label={w({ vi: 'Người báo', en: 'Sent by' })}
        value={sentBy}
        onChange={(e) => setSentBy(e.currentTarget.value)}
        required
      />
    </FormDialog>
  )
}

/** Báo cáo ca theo TT 54: what is owed with its clock, what was sent, what is late; and which disease has which clock. */
export default function Notices() {
  const { w, language } = useLanguage()
  const { may } = useSession()
  const [f, change] = useFiltersInUrl(keys)
  const [sending, setSending] = useState<NoticeRow | null>(null)
  const state = (f.state ?? 'open') as State
  const found = useRead(list, { state, limit: 1000 }, { keep: true, every: 60_000 })
  const stands = (r: NoticeRow) => {
    const hours = r.lateHours === null ? '' : number(r.lateHours)
    if (r.state === 'late') return w({ vi: `QUÁ HẠN ${hours} giờ`, en: `LATE by ${hours} hours` })
    if (r.state === 'owed') return w({ vi: 'chưa báo', en: 'not sent' })
    const said = `${instant(r.sentAt!, language)}, ${r.how ? w(howWords[r.how]) : ''}, ${r.toBody}${r.number ? `, ${r.number}` : ''}`
    return r.state === 'sent' ? said : `${said} (${w({ vi: `muộn ${hours} giờ`, en: `${hours} hours late` })})`
  }
  return (
    <Page title={{ vi: 'Báo cáo ca bệnh theo TT 54', en: 'Notices of cases (Circular 54)' }}>
      <Read of={found}>
        {(a) => {
          const ended = a.clocks.filter((c) => !c.inForce)
          return (
            <>
              {ended.length > 0 && (
                <p className="pd-surface" role="note" style={{ margin: 0, padding: 12 }}>
                  <strong>{w({ vi: 'Không tính thời hạn: ', en: 'No clock runs: ' })}</strong>
                  {w(ended[0]!.why!)} ({ended.map((c) => w(c.name)).join(', ')})
                </p>
              )}
              <Part
                title={{
                  vi: `Chưa báo ${number(a.counts.owed + a.counts.late)}, quá hạn ${number(a.counts.late)}; đã báo đúng hạn ${number(a.counts.sent)}, muộn ${number(a.counts.sentLate)}`,
                  en: `Not sent ${number(a.counts.owed + a.counts.late)}, late ${number(a.counts.late)}; sent in time ${number(a.counts.sent)}, late ${number(a.counts.sentLate)}`,
                }}
                actions={
                  <ChoiceField
                    label={{ vi: 'Ca nào', en: 'Which' }}
                    choices={states}
                    value={state}
                    onChange={(next) => change({ state: next === 'open' ? undefined : next })}
                  />
                }
              >
                <DataTable
                  label={{ vi: 'Ca bệnh phải báo', en: 'Cases to be notified' }}
                  rows={a.rows}
                  rowKey={(r) => `${r.disease} ${r.subjectId}`}
                  empty={{
                    vi: 'Không có ca nào. Ca bệnh xác định sẽ hiện ở đây cùng thời hạn báo.',
                    en: 'None. A confirmed case appears here with its clock.',
                  }}
                  columns={[
                    {
                      key: 'code',
                      header: { vi: 'Mã', en: 'Code' },
                      value: (r) => r.code,
                      draw: (r) => <a href={`/people/${r.subjectId}`}>{r.code}</a>,
                      width: '110px',
                    },
                    { key: 'name', header: { vi: 'Họ tên', en: 'Name' }, value: (r) => r.name, width: 'minmax(140px, 2fr)' },
                    { key: 'disease', header: { vi: 'Bệnh', en: 'Disease' }, value: (r) => w(r.diseaseName) },
                    { key: 'area', header: { vi: 'Xã', en: 'Commune' }, value: (r) => r.areaName },
                    {
                      key: 'diagnosed',
                      header: { vi: 'Chẩn đoán', en: 'Diagnosed' },
                      value: (r) => r.diagnosedAt,
                      text: (r) =>
                        r.exact
                          ? instant(r.diagnosedAt, language)
                          : w({
                              vi: `${date(localDate(r.diagnosedAt))}, không rõ giờ: tính từ 0 giờ`,
                              en: `${date(localDate(r.diagnosedAt))}, hour unknown: from 0:00`,
                            }),
                      width: 'minmax(195px, 1fr)',
                    },
                    {
                      key: 'due',
                      header: { vi: 'Hạn', en: 'Due' },
                      value: (r) => r.dueAt,
                      text: (r) => `${instant(r.dueAt, language)} (${r.hours} ${w({ vi: 'giờ', en: 'h' })})`,
                      draw: (r) => whole(`${instant(r.dueAt, language)} (${r.hours} ${w({ vi: 'giờ', en: 'h' })})`),
                      width: 'minmax(180px, 1fr)',
                    },
                    {
                      key: 'state',
                      header: { vi: 'Đã báo', en: 'Sent' },
                      value: stands,
                      draw: (r) => whole(stands(r)),
                      width: 'minmax(160px, 2fr)',
                    },
                    {
                      key: 'act',
                      acts: true as const,
                      header: { vi: 'Việc', en: 'Act' },
                      value: () => '',
                      width: '130px',
                      draw: (r) =>
                        r.noticeId !== null ? (
                          <TakeBack
                            verb={voidSent}
                            of={{ noticeId: r.noticeId }}
                            label={{ vi: 'Ghi nhầm', en: 'Wrong' }}
                            what={`${r.name}, ${stands(r)}`}
                            follows={{
                              vi: 'Ca này lại thành chưa báo, thời hạn tính như cũ. Lần báo đã ghi vẫn được lưu kèm lý do.',
                              en: 'The case is owed a notice again, by the same clock. What was recorded is kept with the reason.',
                            }}
                          />
                        ) : (
                          may(recordSent) && (
                            <Button
                              size="compact-sm"
                              variant="default"
                              onClick={() => setSending(r)}
                              aria-label={`${w({ vi: 'Ghi đã báo', en: 'Record' })}: ${r.name}`}
                            >
                              {w({ vi: 'Ghi đã báo', en: 'Record' })}
                            </Button>
                          )
                        ),
                    },
                  ]}
                />
              </Part>
              <Part title={{ vi: 'Thời hạn theo bệnh', en: 'Clocks by disease' }}>
                <PlainTable
                  words
                  label={{ vi: 'Thời hạn', en: 'Clocks' }}
                  table={[
                    columnOf(
                      { vi: 'Bệnh', en: 'Disease' },
                      a.clocks.map((c) => w(c.name)),
                    ),
                    columnOf(
                      { vi: 'Thời hạn', en: 'Within' },
                      a.clocks.map((c) =>
                        c.hours === null
                          ? w({ vi: 'chưa có số liệu', en: 'not known' })
                          : `${c.hours} ${w({ vi: 'giờ từ lúc chẩn đoán', en: 'hours of diagnosis' })}${c.confirmed ? '' : w({ vi: ' (chưa kiểm chứng)', en: ' (unconfirmed)' })}`,
                      ),
                    ),
                    columnOf(
                      { vi: 'Căn cứ', en: 'By' },
                      a.clocks.map((c) => w(c.source)),
                    ),
                    columnOf(
                      { vi: 'Hiệu lực', en: 'In force' },
                      a.clocks.map((c) =>
                        c.inForce
                          ? c.until
                            ? w({ vi: `trước ${date(c.until)}`, en: `before ${date(c.until)}` })
                            : w({ vi: 'đang có hiệu lực', en: 'in force' })
                          : w(c.why!),
                      ),
                    ),
                  ]}
                />
              </Part>
            </>
          )
        }}
      </Read>
      {sending && <Send row={sending} onClose={() => setSending(null)} />}
    </Page>
  )
}
