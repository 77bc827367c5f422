import { Button, Stack } from '@mantine/core'
import { DataTable } from '@phaodai/ui/DataTable.tsx'
import { date, number } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { columnOf, PlainTable } from '@phaodai/ui/PlainTable.tsx'
import { Part, Read } from '@phaodai/web/fields/Page.tsx'
import { TakeBack } from '@phaodai/web/fields/TakeBack.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useState } from 'react'
import { area, cases, putInput, type Stand, voidInput } from '../levels.contract.ts'
import { saidWords, stateWords } from '../levels.words.ts'
import { PutInput } from './PutInput.tsx'
import { paperWords, untilWords } from './words.ts'

type Asked = NonNullable<Stand['list']>
const metWords = (met: boolean | null): Words =>
  met === null ? { vi: 'chưa có số liệu', en: 'not known' } : met ? { vi: 'ĐÚNG', en: 'MET' } : { vi: 'không', en: 'no' }

/** What there is, in words; a yes or no that was typed in as such. */
function haveText(s: Stand, w: (t: Words) => string): string {
  if (s.have === null) return w({ vi: 'chưa có số liệu', en: 'not known' })
  if (s.condition.kind === 'said' && saidWords[s.condition.input].unit === 'yes')
    return w(s.have >= 1 ? { vi: 'có', en: 'yes' } : { vi: 'không', en: 'no' })
  const unit = s.condition.kind === 'share' || s.condition.kind === 'said' ? ' %' : ''
  return `${number(s.have, 1)}${unit}`
}

/** A figure that was typed in, with its unit. */
const saidText = (i: { key: keyof typeof saidWords; value: number }, w: (t: Words) => string): string => {
  const { unit } = saidWords[i.key]
  if (unit === 'yes') return w(i.value >= 1 ? { vi: 'có', en: 'yes' } : { vi: 'không', en: 'no' })
  return `${number(i.value, 1)}${unit ? ` ${unit}` : ''}`
}

function List({ asked, onClose }: { asked: Asked; onClose: () => void }) {
  const { w } = useLanguage()
  const list = useRead(cases, { ...asked, limit: 1000 })
  return (
    <Read of={list}>
      {(a) => (
        <section aria-label={w({ vi: 'Danh sách sau con số', en: 'The list behind the number' })}>
          <Button size="compact-sm" variant="default" onClick={onClose} mb="xs">
            {w({ vi: 'Đóng danh sách', en: 'Close the list' })}
          </Button>
          <DataTable
            label={{ vi: 'Ca bệnh sau con số', en: 'Cases behind the number' }}
            rows={a.rows}
            rowKey={(r) => r.subjectId}
            columns={[
              {
                key: 'code',
                header: { vi: 'Mã', en: 'Code' },
                value: (r) => r.code,
                draw: (r) => <a href={`/people/${r.subjectId}`}>{r.code}</a>,
                width: '110px',
              },
              { key: 'name', header: { vi: 'Họ tên', en: 'Name' }, value: (r) => r.name, width: 'minmax(140px, 2fr)' },
              { key: 'area', header: { vi: 'Xã', en: 'Commune' }, value: (r) => r.areaName },
              {
                key: 'known',
                header: { vi: 'Ngày biết', en: 'Known on' },
                value: (r) => r.knownOn,
                text: (r) => date(r.knownOn),
              },
              {
                key: 'source',
                header: { vi: 'Nguồn lây', en: 'Source' },
                value: (r) => (r.sourceKnown ? w({ vi: 'đã rõ', en: 'known' }) : w({ vi: 'chưa rõ', en: 'unknown' })),
              },
            ]}
          />
        </section>
      )}
    </Read>
  )
}

/** One unit: the proposal, each criterion with its numbers and articles, what would move it, what was typed in, its history. */
export function OfArea({ areaId, criteria, onClose }: { areaId: number; criteria: string | undefined; onClose: () => void }) {
  const { w } = useLanguage()
  const { may } = useSession()
  const [asked, setAsked] = useState<Asked | null>(null)
  const [entering, setEntering] = useState(false)
  const found = useRead(area, { areaId, ...(criteria && { criteria }) }, { keep: true })
  return (
    <Read of={found}>
      {(a) => {
        const stands = a.criteriaMet.flatMap((c) => c.stands.map((s) => ({ c, s })))
        return (
          <Part
            title={{ vi: a.row?.name ?? 'Địa bàn', en: a.row?.name ?? 'Unit' }}
            actions={
              <Button variant="default" onClick={onClose}>
                {w({ vi: 'Đóng', en: 'Close' })}
              </Button>
            }
          >
            <Stack gap="md">
              {a.row && a.criteria && (
                <p style={{ margin: 0 }} data-proposal>
                  {!a.criteria.inForce && <strong>{w({ vi: 'CHỈ ĐỂ THAM KHẢO. ', en: 'FOR COMPARISON ONLY. ' })}</strong>}
                  {w({ vi: 'Tiêu chí đề xuất: ', en: 'The criteria propose: ' })}
                  <strong>{a.proposedName ? w(a.proposedName) : w({ vi: 'chưa xác định được', en: 'not known' })}</strong>.{' '}
                  {w({ vi: 'Đang áp dụng: ', en: 'In force: ' })}
                  {a.currentName ? w(a.currentName) : w({ vi: 'chưa có quyết định', en: 'no decision' })}.{' '}
                  {a.row.population === null
                    ? w({ vi: 'Dân số: chưa có số liệu.', en: 'Population: not known.' })
                    : `${w({ vi: 'Dân số', en: 'Population' })} ${number(a.row.population)} (${a.row.populationSource}).`}{' '}
                  {w({
                    vi: 'Phần mềm đề xuất, người có thẩm quyền quyết định.',
                    en: 'The software proposes; an authorised person decides.',
                  })}
                </p>
              )}
              {(a.row?.doubts.length ?? 0) > 0 && (
                <ul style={{ margin: 0, paddingLeft: 20 }} aria-label={w({ vi: 'Mức độ chắc chắn', en: 'How sure' })}>
                  {a.row!.doubts.map((d) => (
                    <li key={d.vi}>{w(d)}</li>
                  ))}
                </ul>
              )}
              {stands.length > 0 && (
                <PlainTable
                  words
                  label={{ vi: 'Tiêu chí', en: 'Criteria' }}
                  table={[
                    columnOf(
                      { vi: 'Tiêu chí', en: 'Criterion' },
                      stands.map(({ c }) => w(c.text)),
                    ),
                    columnOf(
                      { vi: 'Cần', en: 'Needs' },
                      stands.map(
                        ({ s }) => w(s.words) + (s.confirmed ? '' : w({ vi: ' (chưa kiểm chứng)', en: ' (unconfirmed)' })),
                      ),
                    ),
                    columnOf(
                      { vi: 'Có', en: 'Has' },
                      stands.map(({ s }) => haveText(s, w)),
                      (text, row) => {
                        const { list, said } = stands[row]!.s
                        if (list && may(cases))
                          return (
                            <Button
                              size="compact-sm"
                              variant="default"
                              onClick={() => setAsked(list)}
                              aria-label={`${text} – ${w({ vi: 'danh sách', en: 'list' })}: ${w(stands[row]!.s.words)} (${row + 1})`}
                            >
                              {text}
                            </Button>
                          )
                        return said ? `${text} (${said.source}, ${date(said.asOf)})` : text
                      },
                    ),
                    columnOf(
                      { vi: 'Đạt', en: 'Met' },
                      stands.map(({ s }) => w(metWords(s.met))),
                    ),
                    columnOf(
                      { vi: 'Thành mức', en: 'Gives' },
                      stands.map(({ c }) => w(c.givesName)),
                    ),
                    columnOf(
                      { vi: 'Căn cứ', en: 'By' },
                      stands.map(({ c }) => w(c.source)),
                    ),
                  ]}
                />
              )}
              {asked && <List asked={asked} onClose={() => setAsked(null)} />}
              {a.follows.length > 0 && (
                <Lines title={{ vi: 'Những gì chưa có số liệu', en: 'What is not known' }} lines={a.follows} />
              )}
              {a.changes.length > 0 && (
                <Lines title={{ vi: 'Điều gì làm đổi mức', en: 'What would change it' }} lines={a.changes.map((c) => c.words)} />
              )}
              {may(putInput) && (
                <div>
                  <Button variant="default" onClick={() => setEntering(true)}>
                    {w({ vi: 'Ghi số liệu cho tiêu chí', en: 'Enter a figure' })}
                  </Button>
                </div>
              )}
              {a.inputs.length > 0 && (
                <PlainTable
                  words
                  label={{ vi: 'Số liệu ghi tay', en: 'Figures typed in' }}
                  table={[
                    columnOf(
                      { vi: 'Số liệu', en: 'Figure' },
                      a.inputs.map((i) => w(i.words)),
                    ),
                    columnOf(
                      { vi: 'Giá trị', en: 'Value' },
                      a.inputs.map((i) => saidText(i, w)),
                    ),
                    columnOf(
                      { vi: 'Của ngày', en: 'As of' },
                      a.inputs.map((i) => date(i.asOf)),
                    ),
                    columnOf(
                      { vi: 'Nguồn', en: 'Source' },
                      a.inputs.map((i) => i.source),
                    ),
                    ...(may(voidInput)
                      ? [
                          {
                            acts: true as const,
                            ...columnOf(
                              { vi: 'Việc', en: 'Act' },
                              a.inputs.map(() => ''),
                              (_, row) => {
                                const i = a.inputs[row]!
                                return (
                                  <TakeBack
                                    verb={voidInput}
                                    of={{ inputId: i.inputId }}
                                    label={{ vi: 'Ghi sai', en: 'Wrong' }}
                                    what={`${w(i.words)}: ${saidText(i, w)}, ${date(i.asOf)}`}
                                    follows={{
                                      vi: 'Đề xuất tính lại không có số liệu này; số liệu ghi trước đó, nếu có, lại được dùng.',
                                      en: 'The proposal is worked out without it; an earlier figure, if any, counts again.',
                                    }}
                                  />
                                )
                              },
                            ),
                          },
                        ]
                      : []),
                  ]}
                />
              )}
              {a.history.length > 0 && (
                <PlainTable
                  words
                  label={{ vi: 'Lịch sử quyết định', en: 'History of decisions' }}
                  table={[
                    columnOf(
                      { vi: 'Mức', en: 'Level' },
                      a.history.map((h) => w(h.levelName)),
                    ),
                    columnOf(
                      { vi: 'Nơi', en: 'Where' },
                      a.history.map((h) => h.areaName),
                    ),
                    columnOf(
                      { vi: 'Từ ngày', en: 'From' },
                      a.history.map((h) => date(h.fromOn)),
                    ),
                    columnOf(
                      { vi: 'Đến', en: 'Until' },
                      a.history.map((h) => w(untilWords(h))),
                    ),
                    columnOf(
                      { vi: 'Tình trạng', en: 'State' },
                      a.history.map((h) => w(stateWords[h.state])),
                    ),
                    columnOf(
                      { vi: 'Văn bản', en: 'Document' },
                      a.history.map((h) => w(paperWords(h))),
                    ),
                    columnOf(
                      { vi: 'Lý do', en: 'Reason' },
                      a.history.map((h) => h.reason ?? h.voidReason ?? '–'),
                    ),
                  ]}
                />
              )}
            </Stack>
            {entering && <PutInput areaId={areaId} missing={a.missing.map((m) => m.key)} onClose={() => setEntering(false)} />}
          </Part>
        )
      }}
    </Read>
  )
}

function Lines({ title, lines }: { title: Words; lines: readonly Words[] }) {
  const { w } = useLanguage()
  return (
    <section>
      <h3 style={{ margin: '0 0 4px', fontSize: '1rem' }}>{w(title)}</h3>
      <ul style={{ margin: 0, paddingLeft: 20 }}>
        {lines.map((l) => (
          <li key={l.vi}>{w(l)}</li>
        ))}
      </ul>
    </section>
  )
}
