import { Button, Group } from '@mantine/core'
import { number } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { columnOf, PlainTable } from '@phaodai/ui/PlainTable.tsx'
import { exportTable } from '@phaodai/web/exportTable.ts'
import { FileField } from '@phaodai/web/fields/FileField.tsx'
import { FormDialog } from '@phaodai/web/fields/FormDialog.tsx'
import { Go } from '@phaodai/web/Go.tsx'
import { saveFile } from '@phaodai/web/saveFile.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import type { z } from 'zod'
import { importTeams } from '../homes.contract.ts'
import { homesTaken, sampleSheet } from '../teamsheet.rules.ts'

type Done = z.output<typeof importTeams.output>
const counts: { key: 'hamlets' | 'teams' | 'households' | 'assigned' | 'members' | 'accounts' | 'unchanged'; words: Words }[] = [
  { key: 'hamlets', words: { vi: 'thôn mới', en: 'new hamlets' } },
  { key: 'teams', words: { vi: 'tổ mới', en: 'new teams' } },
  { key: 'households', words: { vi: 'hộ mới', en: 'new homes' } },
  { key: 'assigned', words: { vi: 'hộ được giao', en: 'homes given' } },
  { key: 'members', words: { vi: 'tổ viên', en: 'members' } },
  { key: 'accounts', words: { vi: 'tài khoản mới', en: 'new accounts' } },
  { key: 'unchanged', words: { vi: 'hộ giữ nguyên', en: 'unchanged' } },
]

/** Teams, hamlets and homes from one spreadsheet: looked at first, then taken in; the rows that fail come back in a file with the reason. */
export function ImportTeams({ onClose, onDone }: { onClose: () => void; onDone: (words: Words) => void }) {
  const { w, language } = useLanguage()
  const { instance, today, post } = useSession()
  const write = useWrite(importTeams)
  const [file, setFile] = useState<File | null>(null)
  const [seen, setSeen] = useState<Done | null>(null)
  const [taken, setTaken] = useState(false)
  const send = async (mode: 'look' | 'take') => {
    const done = await write.send({ bytes: new Uint8Array(await file!.arrayBuffer()), fileName: file!.name, mode })
    if (!done) return
    setSeen(done)
    if (mode === 'look') return
    setTaken(true)
    const words = {
      vi: `Đã nhập ${number(homesTaken(done))} dòng: ${number(done.teams)} tổ mới, ${number(done.households)} hộ mới.`,
      en: `${number(homesTaken(done))} rows: ${number(done.teams)} new teams, ${number(done.households)} new homes.`,
    }
    if (done.failed.length === 0 && done.accounts === 0) onDone(words)
  }
  const failedFile = (done: Done) =>
    exportTable(
      {
        fileName: 'dong-chua-nhap',
        title: { vi: 'Dòng chưa nhập được', en: 'Rows not taken in' },
        notes: [file?.name ?? ''],
        table: [
          columnOf(
            { vi: 'Dòng', en: 'Row' },
            done.failed.map((r) => r.row),
          ),
          columnOf(
            { vi: 'Cột', en: 'Field' },
            done.failed.map((r) => r.field),
          ),
          columnOf(
            { vi: 'Lý do', en: 'Reason' },
            done.failed.map((r) => w(r)),
          ),
        ],
      },
      { language, mode: instance.mode, today, readAt: null },
    )
  return (
    <FormDialog
      title={{ vi: 'Nhập tổ, thôn và hộ từ bảng tính', en: 'Import teams, hamlets and homes' }}
      submit={
        taken
          ? { vi: 'Xong', en: 'Done' }
          : seen
            ? {
                vi: `Nhập ${number(homesTaken(seen))} dòng`,
                en: `Take in ${number(homesTaken(seen))} rows`,
              }
            : { vi: 'Xem trước', en: 'Look first' }
      }
      write={write}
      blocked={!file}
      onClose={onClose}
      onSubmit={() =>
        taken
          ? onDone(
              seen && seen.failed.length > 0
                ? { vi: 'Đã nhập; các dòng lỗi cần sửa rồi nhập lại.', en: 'Taken in; mend the failing rows and import again.' }
                : { vi: 'Đã nhập.', en: 'Taken in.' },
            )
          : void send(seen ? 'take' : 'look')
      }
      size="xl"
    >
      <p style={{ margin: 0 }}>
        {w({
          vi: 'Mỗi dòng một hộ. Cần cột Tổ, Địa chỉ; có thể thêm Mã xã, Thôn, Số nhà, Chủ hộ, Thứ tự. Tổ viên chưa có tài khoản: cột Họ tên tổ viên, tài khoản được tạo luôn; đã có: cột Tài khoản. Nhập lại cùng bảng không thêm gì.',
          en: 'A row for each home. Columns: team, address; optional: commune code, hamlet, door, head, order. Members without an account: column member names, it is made for them; with one: column account. The same sheet again adds nothing.',
        })}
      </p>
      <Button
        variant="default"
        style={{ justifySelf: 'start' }}
        onClick={() =>
          saveFile({
            fileName: 'bang-mau-nhap-to.csv',
            blob: new Blob([sampleSheet(post.role !== 'commune' && post.role !== 'station')], { type: 'text/csv' }),
          })
        }
      >
        {w({ vi: 'Tải bảng mẫu', en: 'Download a sample sheet' })}
      </Button>
      <FileField
        label={{ vi: 'Tệp .xlsx hoặc .csv', en: 'A file .xlsx or .csv' }}
        file={file}
        onFile={(next) => {
          setFile(next)
          setSeen(null)
          setTaken(false)
          write.clear()
        }}
      />
      {seen && (
        <div role="status">
          <p style={{ margin: '0 0 8px' }}>
            <strong>
              {taken
                ? w({ vi: 'Đã nhập:', en: 'Taken in:' })
                : w({
                    vi: `${number(seen.rows)} dòng. Nếu nhập sẽ có:`,
                    en: `${number(seen.rows)} rows. Taken in there would be:`,
                  })}
            </strong>{' '}
            {counts.map(({ key, words }) => `${number(seen[key])} ${w(words)}`).join(', ')}.
          </p>
          {taken && seen.accounts > 0 && (
            <p style={{ margin: '0 0 8px' }}>
              {w({
                vi: 'Tài khoản mới chưa có mã. In phiếu mã ở trang ',
                en: 'The new accounts have no code yet. Print their sheets at ',
              })}
              <Go href="/team-members">{w({ vi: 'Thành viên tổ', en: 'Team members' })}</Go>.
            </p>
          )}
          {seen.sizes.length > 0 && (
            <p style={{ margin: '0 0 8px' }}>
              {w({ vi: 'Tổ sai quy mô: ', en: 'Teams of a wrong size: ' })}
              {seen.sizes
                .slice(0, 10)
                .map((s) => `${s.code} (${number(s.households)} ${w({ vi: 'hộ', en: 'homes' })})`)
                .join(', ')}
              {seen.sizes.length > 10 && ` … ${number(seen.sizes.length)}`}
            </p>
          )}
          {seen.failed.length > 0 && (
            <>
              <p style={{ margin: '0 0 8px' }}>
                {w({
                  vi: `${number(seen.failed.length)} chỗ chưa được; các dòng khác không bị giữ lại:`,
                  en: `${number(seen.failed.length)} faults; the other rows are not held up:`,
                })}
              </p>
              <PlainTable
                label={{ vi: 'Dòng chưa được', en: 'Failing rows' }}
                table={[
                  columnOf(
                    { vi: 'Dòng', en: 'Row' },
                    seen.failed.slice(0, 200).map((r) => r.row),
                  ),
                  columnOf(
                    { vi: 'Lý do', en: 'Reason' },
                    seen.failed.slice(0, 200).map((r) => w(r)),
                  ),
                ]}
              />
              <Group mt="sm">
                <Button variant="default" onClick={() => failedFile(seen)}>
                  {w({ vi: 'Tải các dòng chưa được', en: 'Download the failing rows' })}
                </Button>
              </Group>
            </>
          )}
        </div>
      )}
    </FormDialog>
  )
}
