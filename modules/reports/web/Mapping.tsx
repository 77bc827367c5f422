import { Button, Group, Textarea, TextInput } from '@mantine/core'
import { instant } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { columnOf, PlainTable } from '@phaodai/ui/PlainTable.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { ChoiceField } from '@phaodai/web/fields/ChoiceField.tsx'
import { Part, Read, Said } from '@phaodai/web/fields/Page.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import type { z } from 'zod'
import { type Mapping, mapping, saveMapping } from '../exports.contract.ts'

type Answer = z.output<typeof mapping.output>
type Labelled = { key: string; label: Words }

/** The codes of the province's own DHIS2: which figure goes under which, what has none, who changed it and why. */
export function MappingPart() {
  const { w, language } = useLanguage()
  const [version, setVersion] = useState('')
  const [editing, setEditing] = useState(false)
  const [said, setSaid] = useState<Words | null>(null)
  const read = useRead(mapping, version === '' ? {} : { version: Number(version) }, { keep: true })
  return (
    <Read of={read}>
      {(a) => {
        const missing = [...a.unmapped.figures, ...a.unmapped.attributes, ...a.unmapped.caseData]
        const [newest, older] = [a.newest, a.version !== a.newest]
        return (
          <Part
            title={{ vi: `Bảng mã DHIS2, bản số ${a.version}`, en: `Codes of DHIS2, version ${a.version}` }}
            actions={
              !editing && (
                <Group gap="sm" align="end" className="pd-no-print">
                  <ChoiceField
                    label={{ vi: 'Bản', en: 'Version' }}
                    choices={Array.from({ length: newest + 1 }, (_, n) => ({
                      value: n === 0 ? '' : String(newest - n),
                      words:
                        n === 0
                          ? { vi: `${newest} (đang dùng)`, en: `${newest} (in use)` }
                          : { vi: String(newest - n), en: String(newest - n) },
                    }))}
                    value={version}
                    onChange={setVersion}
                  />
                  {a.mayChange && (
                    <Button onClick={() => setEditing(true)}>
                      {older
                        ? w({ vi: 'Lấy bản này làm bản mới', en: 'Make it the newest' })
                        : w({ vi: 'Sửa bảng mã', en: 'Change' })}
                    </Button>
                  )}
                </Group>
              )
            }
          >
            <Said words={said} />
            {a.version === 0 && (
              <p style={{ marginTop: 0 }}>
                {w({
                  vi: 'Mã do phần mềm đề xuất, chưa phải mã của DHIS2 tỉnh. Quản trị cấp tỉnh thay bằng mã thật (nút “Sửa bảng mã”).',
                  en: 'Proposed by the product, not yet those of the province’s DHIS2. The province’s administrator puts the real ones (“Change”).',
                })}
              </p>
            )}
            <p style={{ marginTop: said ? 12 : 0 }} data-unmapped={missing.length}>
              <strong>
                {w({ vi: `Chưa có mã, không gửi (${missing.length}): `, en: `Without a code, not sent (${missing.length}): ` })}
              </strong>
              {missing.map((m) => w(m.label)).join('; ') || w({ vi: 'không có', en: 'none' })}.
            </p>
            {editing ? (
              <Edit
                a={a}
                onClose={() => setEditing(false)}
                onDone={(made) => {
                  setEditing(false)
                  setVersion('')
                  setSaid({
                    vi: `Đã ghi bản số ${made}; các lần xuất sau dùng bản này.`,
                    en: `Version ${made} is recorded; exports use it from now on.`,
                  })
                }}
              />
            ) : (
              <Codes a={a} />
            )}
            {a.history.length > 0 && (
              <>
                <h3 style={{ margin: '16px 0 4px', fontSize: '1rem' }}>{w({ vi: 'Các bản', en: 'Versions' })}</h3>
                <ul style={{ margin: 0, paddingLeft: 20 }}>
                  {a.history.map((h) => (
                    <li key={h.version}>
                      {w({ vi: `Bản ${h.version}`, en: `Version ${h.version}` })}, {instant(h.madeAt, language)}
                      {h.by && `, ${h.by}`}: {h.reason}
                    </li>
                  ))}
                </ul>
              </>
            )}
          </Part>
        )
      }}
    </Read>
  )
}

function Codes({ a }: { a: Answer }) {
  const { w } = useLanguage()
  const { tracker } = a.mapping
  const rows = [
    ...a.figures.map((f) => [w(f.label), a.mapping.dataElements[f.key], 'dataElement']),
    ...a.attributes.map((f) => [w(f.label), tracker.attributes[f.key], 'tracker: attribute']),
    ...a.caseData.map((f) => [w(f.label), tracker.dataElements[f.key], 'tracker: dataElement']),
  ] as [string, string | undefined, string][]
  return (
    <details>
      <summary>
        {w({
          vi: `dataSet ${a.mapping.dataSet}; tracker ${tracker.program}, ${tracker.programStage}, ${tracker.trackedEntityType}. Xem từng mã`,
          en: `dataSet ${a.mapping.dataSet}; tracker ${tracker.program}, ${tracker.programStage}, ${tracker.trackedEntityType}. Each code`,
        })}
      </summary>
      <PlainTable
        words
        label={{ vi: 'Mã DHIS2', en: 'Codes' }}
        table={[
          columnOf(
            { vi: 'Số liệu', en: 'Figure' },
            rows.map((r) => (r[2] === 'dataElement' ? r[0] : `${r[0]} (${r[2]})`)),
          ),
          columnOf(
            { vi: 'Mã', en: 'Code' },
            rows.map((r) => r[1] ?? w({ vi: 'chưa có', en: 'none' })),
          ),
        ]}
      />
    </details>
  )
}

const filled = (codes: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(codes).flatMap(([k, v]) => (v.trim() ? [[k, v.trim()]] : [])))

/** A field for each figure; an empty one is not sent. */
function Edit({ a, onClose, onDone }: { a: Answer; onClose: () => void; onDone: (version: number) => void }) {
  const { w } = useLanguage()
  const write = useWrite(saveMapping)
  const [m, setM] = useState<Mapping>(a.mapping)
  const [reason, setReason] = useState('')
  const setTracker = (next: Partial<Mapping['tracker']>) => setM((was) => ({ ...was, tracker: { ...was.tracker, ...next } }))
  const fields = (
    of: readonly Labelled[],
    codes: Readonly<Record<string, string>>,
    put: (codes: Record<string, string>) => void,
  ) => (
    <div style={{ display: 'grid', gap: '8px 16px', gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 16rem), 1fr))' }}>
      {of.map((x) => (
        <TextInput
          key={x.key}
          label={w(x.label)}
          placeholder={w({ vi: 'để trống: không gửi', en: 'empty: not sent' })}
          value={codes[x.key] ?? ''}
          onChange={(e) => put({ ...codes, [x.key]: e.currentTarget.value })}
        />
      ))}
    </div>
  )
  const send = async () => {
    const { dataSet, dataElements, tracker: t } = m
    const trackerSent = { ...t, attributes: filled(t.attributes), dataElements: filled(t.dataElements) }
    const made = await write.send({
      from: a.newest,
      reason,
      mapping: { dataSet, dataElements: filled(dataElements), tracker: trackerSent },
    })
    if (made) onDone(made.version)
  }
  const head = { margin: 0, fontSize: '1rem' }
  return (
    <form
      style={{ display: 'grid', gap: 12 }}
      onSubmit={(e) => {
        e.preventDefault()
        if (reason.trim().length >= 3 && !write.busy) void send()
      }}
    >
      <TextInput
        label="dataSet"
        value={m.dataSet}
        onChange={(e) => setM({ ...m, dataSet: e.currentTarget.value })}
        required
        maw={360}
      />
      <h3 style={head}>{w({ vi: 'Số liệu của báo cáo (dataElement)', en: 'Figures of the report (dataElement)' })}</h3>
      {fields(a.figures, m.dataElements, (dataElements) => setM({ ...m, dataElements }))}
      <h3 style={head}>{w({ vi: 'Tracker: người (attribute)', en: 'Tracker: person (attribute)' })}</h3>
      {fields(a.attributes, m.tracker.attributes, (attributes) => setTracker({ attributes }))}
      <h3 style={head}>{w({ vi: 'Tracker: ca bệnh (dataElement)', en: 'Tracker: case (dataElement)' })}</h3>
      {fields(a.caseData, m.tracker.dataElements, (dataElements) => setTracker({ dataElements }))}
      <Group gap="md">
        {(['trackedEntityType', 'program', 'programStage'] as const).map((key) => (
          <TextInput
            key={key}
            label={key}
            value={m.tracker[key]}
            onChange={(e) => setTracker({ [key]: e.currentTarget.value })}
            required
          />
        ))}
      </Group>
      <Textarea
        label={w({ vi: 'Vì sao sửa, theo đâu', en: 'Why, and by what' })}
        value={reason}
        onChange={(e) => setReason(e.currentTarget.value)}
        required
        autosize
        minRows={2}
      />
      {write.problem && (
        <ProblemAlert
          problem={write.problem}
          takeFocus
          kept={{ vi: 'Các mã đã nhập vẫn còn trên màn hình.', en: 'What you typed is still on the screen.' }}
        />
      )}
      <Group gap="sm">
        <Button variant="default" onClick={onClose} disabled={write.busy}>
          {w({ vi: 'Quay lại', en: 'Go back' })}
        </Button>
        <Button type="submit" loading={write.busy} disabled={reason.trim().length < 3}>
          {w({ vi: 'Ghi bản mới', en: 'Record a new version' })}
        </Button>
      </Group>
    </form>
  )
}
