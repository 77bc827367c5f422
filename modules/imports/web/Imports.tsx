import { Button, Checkbox, Group, SegmentedControl, Stack } from '@mantine/core'
import { profiles } from '@phaodai/modules/policy/policy.verbs.ts'
import { EmptyState } from '@phaodai/ui/EmptyState.tsx'
import { instant, number } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { ChoiceField } from '@phaodai/web/fields/ChoiceField.tsx'
import { FileField } from '@phaodai/web/fields/FileField.tsx'
import { Page, Part, Read } from '@phaodai/web/fields/Page.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { z } from 'zod'
import { proposeLinks } from '../columns.rules.ts'
import { addLinks, fields, jobs, type Mapping, preview, start } from '../imports.contract.ts'
import { startStays } from '../stays.contract.ts'

import { FirstRows } from './FirstRows.tsx'
import { JobView } from './JobView.tsx'
import { StaysImport } from './StaysImport.tsx'
import { basisWords, fieldWords, type Order, orders, stateWords } from './words.ts'

type Seen = z.infer<typeof preview.output>
const evidenceWords: Record<Seen['dates'][number]['order'], Words> = {
  dmy: { vi: 'ngày trước', en: 'day first' },
  mdy: { vi: 'tháng trước', en: 'month first' },
  mixed: { vi: 'lẫn lộn cả hai', en: 'both, mixed' },
  unknown: { vi: 'chưa đủ bằng chứng', en: 'no evidence' },
}
const bytesOf = async (file: File) => new Uint8Array(await file.arrayBuffer())

/** A line list from a file: look first, then map, try, and start; what runs is found again here. */
export default function Imports() {
  const { w, language } = useLanguage()
  const { may } = useSession()
  const navigate = useNavigate()
  const { job: shown, kind } = useSearch({ strict: false }) as { job?: string; kind?: string }
  const stays = kind === 'stays'
  const go = (search: { job?: string | undefined; kind?: string | undefined }) =>
    navigate({ to: '.', search: { ...(search.job && { job: search.job }), ...(search.kind && { kind: search.kind }) } as never })
  const show = (jobId: string | undefined) => go({ job: jobId, kind })
  const diseases = useRead(profiles, {})
  const list = useRead(jobs, { limit: 20 }, { every: 5000 })
  const [file, setFile] = useState<File | null>(null)
  const [links, setLinks] = useState<File | null>(null)
  const [disease, setDisease] = useState<string>('covid19')
  const [mapping, setMapping] = useState<Mapping | null>(null)
  const [seen, setSeen] = useState<Seen | null>(null)
  const [stale, setStale] = useState(false)
  const [dry, setDry] = useState(false)
  const [linkSeen, setLinkSeen] = useState<string[] | null>(null)
  const [ends, setEnds] = useState<{ from: string; to: string; sure: boolean } | null>(null)
  const lookLinks = useWrite(preview, { keepReads: true })
  const look = useWrite(preview, { keepReads: true })
  const begin = useWrite(start)
  const join = useWrite(addLinks)

  const see = async (from: File, by: Mapping | null) => {
    const answer = await look.send({
      bytes: await bytesOf(from),
      fileName: from.name,
      disease,
      ...(by && { mapping: JSON.stringify(by) }),
    })
    if (!answer) return
    setSeen(answer)
    setMapping(answer.mapping)
    setStale(false)
  }
  /** The headings of the links' file, with the two columns proposed; which is which is seen before anything is sent. */
  const seeLinks = async (from: File | null) => {
    setLinks(from)
    setLinkSeen(null)
    setEnds(null)
    if (!from) return
    const answer = await lookLinks.send({ bytes: await bytesOf(from), fileName: from.name, disease, rows: 0 })
    if (!answer) return
    const found = proposeLinks(answer.headers, mapping?.id)
    setLinkSeen(answer.headers)
    setEnds({ from: found?.from ?? '', to: found?.to ?? '', sure: found !== null && !found.guessed })
  }
  const change = (next: Mapping) => {
    setMapping(next)
    setStale(true)
  }
  const run = async () => {
    if (!file || !mapping) return
    const made = await begin.send({
      bytes: await bytesOf(file),
      fileName: file.name,
      disease,
      mapping: JSON.stringify(mapping),
      dryRun: dry ? 'true' : 'false',
      waitForLinks: links ? 'true' : 'false',
    })
    if (!made) return
    if (links) {
      const joined = await join.send({
        jobId: made.jobId,
        bytes: await bytesOf(links),
        fileName: links.name,
        ...(ends?.from && ends.to && { mapping: JSON.stringify({ links: { from: ends.from, to: ends.to } }) }),
      })
      if (!joined) return
    }
    show(made.jobId)
    if (!dry) {
      setFile(null)
      void seeLinks(null)
      setSeen(null)
    }
  }
  const badEnds = links !== null && ends !== null && (!ends.from || !ends.to || ends.from === ends.to)
  const known = diseases.data?.profiles ?? []
  return (
    <Page
      title={
        stays
          ? { vi: 'Nhập danh sách có mặt', en: 'Import a list of stays' }
          : { vi: 'Nhập danh sách ca bệnh', en: 'Import a line list' }
      }
    >
      {may(startStays) && (
        <SegmentedControl
          style={{ justifySelf: 'start', alignSelf: 'flex-start', maxWidth: '100%' }}
          styles={{ label: { whiteSpace: 'normal', overflow: 'visible' } }}
          aria-label={w({ vi: 'Nhập gì', en: 'What to import' })}
          value={stays ? 'stays' : 'cases'}
          onChange={(next) => go({ kind: next === 'stays' ? next : undefined })}
          data={[
            { value: 'cases', label: w({ vi: 'Ca bệnh', en: 'Cases' }) },
            {
              value: 'stays',
              label: w({
                vi: 'Ca làm, lớp, phòng, xe, chốt, địa điểm, lịch trình',
                en: 'Shifts, classes, rooms, vehicles, checkpoints, venues, itineraries',
              }),
            },
          ]}
        />
      )}
      {shown && <JobView key={shown} jobId={shown} />}
      {stays && <StaysImport onJob={show} />}
      {!stays && (
        <Part title={{ vi: 'Tệp', en: 'File' }}>
          <Stack gap="md">
            {known.length > 1 && (
              <ChoiceField<string>
                label={{ vi: 'Bệnh', en: 'Disease' }}
                choices={known.map(({ body }) => ({ value: body.code, words: body.name }))}
                value={disease}
                onChange={(code) => setDisease(code)}
              />
            )}
            <Group gap="md" align="stretch" grow preventGrowOverflow={false}>
              <FileField
                label={{ vi: 'Danh sách ca bệnh (CSV, XLSX)', en: 'Line list (CSV, XLSX)' }}
                file={file}
                onFile={(next) => {
                  setFile(next)
                  setSeen(null)
                  setMapping(null)
                  if (next) void see(next, null)
                }}
              />
              <FileField
                label={{ vi: 'Liên kết lây bệnh, nếu có tệp riêng', en: 'Links, where they are a file of their own' }}
                file={links}
                onFile={(next) => void seeLinks(next)}
              />
            </Group>
            {linkSeen && ends && (
              <fieldset style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
                <legend style={{ padding: 0, fontWeight: 600 }}>
                  {w({ vi: 'Cột của tệp liên kết', en: 'Columns of the links' })}
                </legend>
                {!ends.sure && (
                  <p style={{ margin: '4px 0 8px' }}>
                    {w({
                      vi: 'Không chắc cột nào là nguồn lây. Chọn hai cột trước khi nhập.',
                      en: 'It is not certain which column holds the infector. Choose both before the import.',
                    })}
                  </p>
                )}
                <Group gap="md" align="flex-end" grow preventGrowOverflow={false}>
                  {(['from', 'to'] as const).map((end) => (
                    <ChoiceField
                      key={end}
                      label={
                        end === 'from'
                          ? { vi: 'Nguồn lây (từ)', en: 'Infector (from)' }
                          : { vi: 'Người bị lây (đến)', en: 'Infectee (to)' }
                      }
                      none={{ vi: 'Chọn cột', en: 'Choose' }}
                      choices={[...new Set(linkSeen.filter(Boolean))].map((h) => ({ value: h, words: { vi: h, en: h } }))}
                      value={ends[end]}
                      onChange={(column) => setEnds({ ...ends, [end]: column })}
                      required
                    />
                  ))}
                </Group>
                {ends.from !== '' && ends.from === ends.to && (
                  <p role="alert" style={{ margin: '8px 0 0' }}>
                    {w({ vi: 'Hai cột phải khác nhau.', en: 'The two columns must differ.' })}
                  </p>
                )}
              </fieldset>
            )}
            {look.busy && (
              <p role="status" className="pd-muted" style={{ margin: 0 }}>
                {w({ vi: 'Đang đọc tệp…', en: 'Reading the file…' })}
              </p>
            )}
            {(look.problem ?? lookLinks.problem ?? begin.problem ?? join.problem) && (
              <ProblemAlert problem={(look.problem ?? lookLinks.problem ?? begin.problem ?? join.problem)!} takeFocus />
            )}
          </Stack>
        </Part>
      )}
      {!stays && file && seen && mapping && (
        <>
          <Part title={{ vi: 'Xem trước', en: 'Preview' }}>
            <p style={{ margin: '0 0 8px' }} className="pd-digits">
              {number(seen.counts.rows)} {w({ vi: 'dòng', en: 'rows' })}: {w({ vi: 'mới', en: 'new' })}{' '}
              <strong>{number(seen.counts.added)}</strong> · {w({ vi: 'đã có', en: 'known' })} {number(seen.counts.known)} ·{' '}
              {w({ vi: 'lặp trong tệp', en: 'repeated in the file' })} {number(seen.counts.duplicates)} ·{' '}
              {w({ vi: 'sẽ trả lại', en: 'to be given back' })} <strong>{number(seen.counts.refused)}</strong>
            </p>
            {seen.warnings.map((warning) => (
              <p key={warning.vi}>{w(warning)}</p>
            ))}
            {seen.problems.length > 0 && (
              <ul style={{ margin: '0 0 12px', paddingLeft: 20 }}>
                {seen.problems.map((p) => (
                  <li key={`${p.field} ${p.rule}`}>
                    {w(p)}: {number(p.count)} {w({ vi: 'dòng', en: 'rows' })}{' '}
                    <span className="pd-muted">
                      ({p.rows.slice(0, 8).join(', ')}
                      {p.rows.length > 8 ? '…' : ''})
                    </span>
                  </li>
                ))}
              </ul>
            )}
            <FirstRows headers={seen.headers} rows={seen.first} />
          </Part>
          <Part title={{ vi: 'Ghép cột', en: 'Columns' }}>
            <p className="pd-muted" style={{ margin: '0 0 8px' }}>
              {w({ vi: 'Bảng ghép này:', en: 'This mapping is' })} {w(basisWords[seen.basis])}.{' '}
              {seen.uncertain.length > 0 && w({ vi: 'Các mục có dấu (?) cần xem lại.', en: 'Look at those marked (?).' })}
            </p>
            <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(220px, 1fr))', gap: 12 }}>
              {fields.map((field) => {
                const mark = seen.uncertain.includes(field) ? ' (?)' : ''
                return (
                  <ChoiceField
                    key={field}
                    label={{ vi: fieldWords[field].vi + mark, en: fieldWords[field].en + mark }}
                    none={{ vi: 'Không có', en: 'None' }}
                    choices={[...new Set(seen.headers.filter(Boolean))].map((h) => ({ value: h, words: { vi: h, en: h } }))}
                    value={mapping[field] ?? ''}
                    onChange={(column) => change({ ...mapping, [field]: column || null })}
                  />
                )
              })}
            </div>
            {seen.dates.length > 0 && (
              <Stack gap="sm" mt="md">
                <h3 style={{ margin: 0 }}>{w({ vi: 'Thứ tự ngày, tháng', en: 'Order of day and month' })}</h3>
                <ul style={{ margin: 0, paddingLeft: 20 }}>
                  {seen.dates.map((d) => (
                    <li key={`${d.field} ${d.column}`}>
                      {d.column}: <strong>{w(evidenceWords[d.order])}</strong>{' '}
                      <span className="pd-muted">
                        {w({
                          vi: `(${number(d.dmy)} ô chỉ đọc được ngày trước, ${number(d.mdy)} ô tháng trước, ${number(d.either)} ô cả hai cách)`,
                          en: `(${number(d.dmy)} cells only day first, ${number(d.mdy)} only month first, ${number(d.either)} either)`,
                        })}
                      </span>
                    </li>
                  ))}
                </ul>
                <ChoiceField
                  label={{ vi: 'Ngày đọc được hai cách thì hiểu là', en: 'A date that reads both ways is' }}
                  description={{
                    vi: 'Không chọn thì dòng có ngày như vậy bị trả lại, không đoán.',
                    en: 'Without a choice such rows are given back, never guessed.',
                  }}
                  none={{ vi: 'Không nhận', en: 'Refused' }}
                  choices={orders}
                  value={typeof mapping.dateOrder === 'string' ? mapping.dateOrder : ''}
                  onChange={(order) => change({ ...mapping, dateOrder: (order as Order | '') || undefined })}
                />
              </Stack>
            )}
            <Group gap="sm" mt="md" justify="space-between">
              <Button variant="default" loading={look.busy} disabled={!stale} onClick={() => see(file, mapping)}>
                {w({ vi: 'Xem trước lại', en: 'Preview again' })}
              </Button>
              <Group gap="md">
                <Checkbox
                  label={w({ vi: 'Chạy thử, không ghi gì', en: 'Dry run: write nothing' })}
                  checked={dry}
                  onChange={(event) => setDry(event.currentTarget.checked)}
                />
                <Button loading={begin.busy || join.busy} disabled={!mapping.id || badEnds} onClick={run}>
                  {w(dry ? { vi: 'Chạy thử', en: 'Try' } : { vi: 'Bắt đầu nhập', en: 'Start the import' })}
                </Button>
              </Group>
            </Group>
          </Part>
        </>
      )}
      <Part title={{ vi: 'Các lượt nhập', en: 'Imports so far' }}>
        <Read of={list}>
          {({ jobs: all }) =>
            all.length === 0 ? (
              <EmptyState
                title={{ vi: 'Chưa có lượt nhập nào', en: 'No import yet' }}
                filledBy={{
                  vi: 'Thả một tệp CSV hoặc XLSX vào ô ở trên; tệp được đọc thử trước, chưa ghi gì cho đến khi bạn bắt đầu.',
                  en: 'Drop a CSV or XLSX file above; it is only looked at until you start.',
                }}
              />
            ) : (
              <ul style={{ margin: 0, padding: 0, listStyle: 'none', display: 'grid', gap: 8 }}>
                {all.map((j) => (
                  <li key={j.jobId} className="pd-digits" style={{ overflowWrap: 'anywhere' }}>
                    <a href={`/imports?job=${j.jobId}`}>{j.fileName}</a> · <strong>{w(stateWords[j.state])}</strong>
                    {j.dryRun && ` (${w({ vi: 'chạy thử', en: 'dry run' })})`} · {number(j.done)}/{number(j.total)} ·{' '}
                    {w({ vi: 'nhận', en: 'added' })} {number(j.added)}, {w({ vi: 'chưa nhận', en: 'given back' })}{' '}
                    {number(j.refused)} · <span className="pd-muted">{instant(j.createdAt, language)}</span>
                  </li>
                ))}
              </ul>
            )
          }
        </Read>
      </Part>
    </Page>
  )
}
