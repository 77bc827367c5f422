import { Button, Checkbox, Group, Stack } from '@mantine/core'
import { number } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { ChoiceField } from '@phaodai/web/fields/ChoiceField.tsx'
import { FileField } from '@phaodai/web/fields/FileField.tsx'
import { Part } from '@phaodai/web/fields/Page.tsx'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import type { z } from 'zod'
import { FIELDS } from '../../tracing/sources/row.ts'
import { sources } from '../../tracing/sources/sources.ts'
import { type SourceKind, sourceKinds } from '../../tracing/sources/stay.ts'
import { preview } from '../imports.contract.ts'
import { fieldsOf, lacking, placesOf, proposeStays, type StaysMapping } from '../stays.columns.ts'
import { startStays } from '../stays.contract.ts'
import { FirstRows } from './FirstRows.tsx'
import { orders } from './words.ts'

type Seen = z.infer<typeof preview.output>

/** Fields that no reason for a refusal names. */
const otherWords: Record<string, Words> = {
  commune: { vi: 'Xã của nơi', en: 'Commune of the place' },
  district: { vi: 'Huyện của nơi', en: 'District of the place' },
  province: { vi: 'Tỉnh của nơi', en: 'Province of the place' },
  space: { vi: 'Bộ phận, phòng', en: 'Part, room' },
  sex: { vi: 'Giới tính', en: 'Sex' },
  homeProvince: { vi: 'Tỉnh nơi ở', en: 'Home province' },
  homeDistrict: { vi: 'Huyện nơi ở', en: 'Home district' },
  homeCommune: { vi: 'Xã nơi ở', en: 'Home commune' },
  address: { vi: 'Địa chỉ', en: 'Address' },
}
const wordsOf = (field: string): Words => {
  if (otherWords[field]) return otherWords[field]
  const said = FIELDS[field] ?? [field, field]
  const big = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
  return { vi: big(said[0]), en: big(said[1]) }
}

/** A list of who was where: choose its kind, see the columns proposed, try without writing, then take it in. */
export function StaysImport({ onJob }: { onJob: (jobId: string) => void }) {
  const { w } = useLanguage()
  const [kind, setKind] = useState<SourceKind>('shift')
  const [file, setFile] = useState<File | null>(null)
  const [seen, setSeen] = useState<Seen | null>(null)
  const [mapping, setMapping] = useState<StaysMapping>({})
  const [register, setRegister] = useState(false)
  const look = useWrite(preview, { keepReads: true })
  const begin = useWrite(startStays)
  const source = sources[kind]
  const bytesOf = async (from: File) => new Uint8Array(await from.arrayBuffer())
  const see = async (from: File | null) => {
    setFile(from)
    setSeen(null)
    if (!from) return
    const answer = await look.send({ bytes: await bytesOf(from), fileName: from.name, rows: 10 })
    if (!answer) return
    setSeen(answer)
    setMapping(proposeStays(source, { headers: answer.headers, wordings: [] }))
  }
  const choose = (next: SourceKind) => {
    setKind(next)
    if (seen) setMapping(proposeStays(sources[next], { headers: seen.headers, wordings: [] }))
  }
  const run = async (dry: boolean) => {
    if (!file) return
    const made = await begin.send({
      bytes: await bytesOf(file),
      fileName: file.name,
      source: kind,
      // all fields, also those that hold nothing: what is shown is what is used
      mapping: JSON.stringify({
        ...Object.fromEntries(fieldsOf(source).map((f) => [f, mapping[f] ?? null])),
        ...(mapping.dateOrder && { dateOrder: mapping.dateOrder }),
      }),
      register: register ? 'true' : 'false',
      dryRun: dry ? 'true' : 'false',
    })
    if (!made) return
    onJob(made.jobId)
    if (!dry) {
      setFile(null)
      setSeen(null)
    }
  }
  const wanting = seen ? lacking(source, placesOf(seen.headers, mapping).at) : []
  const needed = new Set(source.needs.flat())
  const fields = seen ? [...fieldsOf(source)].sort((a, b) => Number(needed.has(b)) - Number(needed.has(a))) : []
  const problem = look.problem ?? begin.problem
  return (
    <>
      <Part title={{ vi: 'Danh sách có mặt', en: 'List of stays' }}>
        <Stack gap="md">
          <ChoiceField<SourceKind>
            label={{ vi: 'Loại danh sách', en: 'Kind of list' }}
            choices={sourceKinds.map((value) => ({ value, words: sources[value].words }))}
            value={kind}
            onChange={choose}
          />
          <FileField
            label={{ vi: 'Tệp danh sách (CSV, XLSX)', en: 'The list (CSV, XLSX)' }}
            file={file}
            onFile={(next) => void see(next)}
          />
          {look.busy && (
            <p role="status" className="pd-muted" style={{ margin: 0 }}>
              {w({ vi: 'Đang đọc tệp…', en: 'Reading the file…' })}
            </p>
          )}
          {problem && <ProblemAlert problem={problem} takeFocus />}
        </Stack>
      </Part>
      {file && seen && (
        <>
          <Part title={{ vi: 'Các dòng đầu', en: 'The first rows' }}>
            <p style={{ margin: '0 0 8px' }}>
              {number(seen.counts.rows)} {w({ vi: 'dòng. Chưa có gì được ghi.', en: 'rows. Nothing is written yet.' })}
            </p>
            <FirstRows headers={seen.headers} rows={seen.first} />
          </Part>
          <Part title={{ vi: 'Ghép cột', en: 'Columns' }}>
            <p className="pd-muted" style={{ margin: '0 0 8px' }}>
              {w({
                vi: 'Đề xuất theo tên cột; mục có dấu * là cần, mục thay thế được cho nhau thì đủ một. Mỗi người được nhận ra bằng mã, giấy tờ, điện thoại, hoặc họ tên kèm đủ ngày sinh; họ tên không thì không đủ.',
                en: 'Proposed by the names of the columns; those with * are needed, one where they stand for each other. A person is known by code, identity number, phone, or name with the whole date of birth; a name alone never is.',
              })}
            </p>
            <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(220px, 1fr))', gap: 12 }}>
              {fields.map((field) => {
                const mark = needed.has(field) ? ' *' : ''
                const words = wordsOf(field)
                return (
                  <ChoiceField
                    key={field}
                    label={{ vi: words.vi + mark, en: words.en + mark }}
                    none={{ vi: 'Không có', en: 'None' }}
                    choices={[...new Set(seen.headers.filter(Boolean))].map((h) => ({ value: h, words: { vi: h, en: h } }))}
                    value={mapping[field] ?? ''}
                    onChange={(column) => setMapping({ ...mapping, [field]: column || null })}
                  />
                )
              })}
            </div>
            <div style={{ maxWidth: '28rem', marginTop: 16 }}>
              <ChoiceField
                label={{ vi: 'Ngày đọc được hai cách thì hiểu là', en: 'A date that reads both ways is' }}
                description={{
                  vi: 'Không chọn thì dòng có ngày như vậy bị trả lại, không đoán.',
                  en: 'Without a choice such rows are given back, never guessed.',
                }}
                none={{ vi: 'Không nhận', en: 'Refused' }}
                choices={orders}
                value={mapping.dateOrder ?? ''}
                onChange={(order) => {
                  const { dateOrder: _, ...rest } = mapping
                  setMapping(order ? ({ ...rest, dateOrder: order } as StaysMapping) : (rest as StaysMapping))
                }}
              />
            </div>
            {wanting.length > 0 && (
              <p role="status" style={{ margin: '12px 0 0' }}>
                {w({ vi: 'Còn thiếu cột:', en: 'Columns missing:' })}{' '}
                <strong>
                  {wanting.map((group) => group.map((f) => w(wordsOf(f))).join(w({ vi: ' hoặc ', en: ' or ' }))).join('; ')}
                </strong>
                .
              </p>
            )}
            <Group gap="md" mt="md" justify="space-between">
              <Checkbox
                label={w({
                  vi: 'Lập hồ sơ cho người chưa có, khi dòng đủ thông tin',
                  en: 'Register those not on record, where the row says enough',
                })}
                checked={register}
                onChange={(event) => setRegister(event.currentTarget.checked)}
              />
              <Group gap="sm">
                <Button variant="default" loading={begin.busy} disabled={wanting.length > 0} onClick={() => run(true)}>
                  {w({ vi: 'Chạy thử, không ghi gì', en: 'Try: write nothing' })}
                </Button>
                <Button loading={begin.busy} disabled={wanting.length > 0} onClick={() => run(false)}>
                  {w({ vi: 'Bắt đầu nhập', en: 'Start the import' })}
                </Button>
              </Group>
            </Group>
          </Part>
        </>
      )}
    </>
  )
}
