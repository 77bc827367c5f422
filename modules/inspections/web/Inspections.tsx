import { Button, SegmentedControl, Stack } from '@mantine/core'
import { DataTable } from '@phaodai/ui/DataTable.tsx'
import { EmptyState } from '@phaodai/ui/EmptyState.tsx'
import { date } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { Page, Part, Read } from '@phaodai/web/fields/Page.tsx'
import { useFiltersInUrl } from '@phaodai/web/filtersInUrl.ts'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useState } from 'react'
import { list, plan, record } from '../inspections.contract.ts'
import { League } from './League.tsx'
import { LeftOver } from './LeftOver.tsx'
import { OpenFindings } from './OpenFindings.tsx'
import { type Place, RecordForm } from './RecordForm.tsx'
import { Shown } from './Shown.tsx'
import { kindWords } from './words.ts'

const keys = ['view', 'inspection', 'day', 'area', 'whose'] as const

/** Kiểm tra: where to go today and why, what I found, what is still open, the areas side by side. */
export default function Inspections() {
  const { w } = useLanguage()
  const { may, today } = useSession()
  const [f, change] = useFiltersInUrl(keys)
  const [form, setForm] = useState<{ place: Place | null } | null>(null)
  const view = f.view ?? 'today'
  const open = (inspection: string) => change({ inspection })
  const begin = (place: Place | null) => setForm({ place })
  return (
    <Page
      title={{ vi: 'Kiểm tra', en: 'Inspections' }}
      actions={
        may(record) && (
          <Button onClick={() => begin(null)}>{w({ vi: 'Kiểm tra một nơi khác', en: 'Inspect another place' })}</Button>
        )
      }
    >
      {may(record) && (
        <p style={{ margin: 0 }}>
          {w({ vi: 'Đi kiểm tra nơi không có mạng: mở ', en: 'Where there is no network: open ' })}
          <a href="/field/">{w({ vi: 'Pháo Đài trên điện thoại', en: 'Pháo Đài on the phone' })}</a>
          {w({
            vi: ', đăng nhập một lần khi còn mạng; biên bản, ảnh đang ghi được mã hóa trên máy, tắt máy không mất.',
            en: ', sign in once while there is one; what you write is sealed on the phone and outlives a dead battery.',
          })}
        </p>
      )}
      <LeftOver />
      <SegmentedControl
        fullWidth
        aria-label={w({ vi: 'Xem', en: 'View' })}
        value={view}
        onChange={(next) => change({ view: next === 'today' ? undefined : next, inspection: undefined, area: undefined })}
        data={[
          { value: 'today', label: w({ vi: 'Hôm nay', en: 'Today' }) },
          { value: 'made', label: w({ vi: 'Đã kiểm tra', en: 'Made' }) },
          { value: 'findings', label: w({ vi: 'Tồn tại', en: 'Findings' }) },
          { value: 'league', label: w({ vi: 'Địa bàn', en: 'By area' }) },
        ]}
      />
      {f.inspection && <Shown key={f.inspection} inspectionId={f.inspection} onClose={() => change({ inspection: undefined })} />}
      {view === 'today' && <Today onBegin={may(record) ? begin : null} />}
      {view === 'made' && (
        <Made
          whose={f.whose === 'mine' ? 'mine' : 'all'}
          area={f.area}
          day={f.day}
          onOpen={open}
          onWhose={(whose) => change({ whose: whose === 'all' ? undefined : whose })}
        />
      )}
      {view === 'findings' && <OpenFindings areaId={f.area ? Number(f.area) : null} onOpen={open} />}
      {view === 'league' && (
        <League
          day={f.day ?? today}
          onDay={(day) => change({ day })}
          onOpen={(areaId) => change({ view: 'made', area: String(areaId), day: f.day ?? today })}
        />
      )}
      {form && <RecordForm place={form.place} onClose={() => setForm(null)} />}
    </Page>
  )
}

function Today({ onBegin }: { onBegin: ((place: Place) => void) | null }) {
  const { w } = useLanguage()
  const found = useRead(plan, {}, { keep: true })
  return (
    <Read of={found}>
      {(a) => (
        <Part title={{ vi: 'Hôm nay nên kiểm tra', en: 'To visit today' }}>
          <Stack gap="sm">
            <p style={{ margin: 0 }}>
              {a.mine.length > 0
                ? a.mine.map((m) =>
                    w({
                      vi: `Bạn phụ trách ${m.name}: đã kiểm tra đột xuất ${m.done}/${m.owed} hôm nay. `,
                      en: `You answer for ${m.name}: ${m.done}/${m.owed} unannounced today. `,
                    }),
                  )
                : w({
                    vi: 'Bạn chưa được phân công phụ trách địa bàn nào; gợi ý theo địa bàn của bạn. ',
                    en: 'You were given no area to answer for; proposed for your own area. ',
                  })}
              {a.rule &&
                w({
                  vi: `Quy định: ít nhất ${a.rule.perDay} lần mỗi ngày, ${a.rule.source.vi}.`,
                  en: `Rule: at least ${a.rule.perDay} a day, ${a.rule.source.en}.`,
                })}
            </p>
            {a.rows.length === 0 ? (
              <EmptyState
                title={{ vi: 'Chưa có nơi nào để gợi ý', en: 'Nothing to propose' }}
                filledBy={{
                  vi: 'Nơi được gợi ý là tổ Covid, chốt, khu cách ly, nhà thuốc, chợ… đã có trong phần mềm. Nơi khác: bấm "Kiểm tra một nơi khác".',
                  en: 'Teams, gates, sites, pharmacies, markets that are known here are proposed. Others are typed in.',
                }}
              />
            ) : (
              <DataTable
                label={{ vi: 'Nơi nên kiểm tra', en: 'Places to visit' }}
                rows={a.rows}
                rowKey={(r) => `${r.areaId} ${r.key}`}
                columns={[
                  { key: 'name', header: { vi: 'Nơi', en: 'Place' }, value: (r) => r.name, width: 'minmax(180px, 1.5fr)' },
                  {
                    key: 'kind',
                    header: { vi: 'Loại', en: 'Kind' },
                    value: (r) => r.kind,
                    text: (r) => w(kindWords[r.kind]),
                    width: '130px',
                  },
                  { key: 'area', header: { vi: 'Ở', en: 'In' }, value: (r) => r.areaName, width: 'minmax(120px, 1fr)' },
                  {
                    key: 'why',
                    header: { vi: 'Vì sao', en: 'Why' },
                    value: (r) => r.reasons.map((x) => w(x.words)).join('; '),
                    draw: (r) => <span style={{ whiteSpace: 'normal' }}>{r.reasons.map((x) => w(x.words)).join('; ')}</span>,
                    width: 'minmax(220px, 3fr)',
                  },
                  { key: 'points', header: { vi: 'Điểm', en: 'Points' }, value: (r) => r.points, align: 'right', width: '72px' },
                  ...(onBegin
                    ? [
                        {
                          key: 'go',
                          header: { vi: 'Việc', en: 'Act' },
                          value: () => '',
                          width: '110px',
                          draw: (r: (typeof a.rows)[number]) => (
                            <Button
                              size="compact-md"
                              onClick={() =>
                                onBegin({
                                  key: r.key.startsWith('named:') ? null : r.key,
                                  kind: r.kind,
                                  name: r.name,
                                  areaId: r.areaId,
                                })
                              }
                              aria-label={`${w({ vi: 'Kiểm tra', en: 'Inspect' })}: ${r.name}`}
                            >
                              {w({ vi: 'Kiểm tra', en: 'Inspect' })}
                            </Button>
                          ),
                        },
                      ]
                    : []),
                ]}
              />
            )}
            <p className="pd-muted" style={{ margin: 0 }}>
              {w({
                vi: `${a.total} nơi chưa kiểm tra hôm nay. Điểm là mặc định của phần mềm (mỗi lý do nhiều nhất 3 điểm), không phải quy định; bạn tự chọn nơi đến.`,
                en: `${a.total} places not visited today. The points are a default of this product (3 at most for each reason), no rule; you choose.`,
              })}
            </p>
          </Stack>
        </Part>
      )}
    </Read>
  )
}

interface MadeProps {
  whose: 'all' | 'mine'
  area: string | undefined
  day: string | undefined
  onOpen: (id: string) => void
  onWhose: (whose: 'all' | 'mine') => void
}
function Made({ whose, area, day, onOpen, onWhose }: MadeProps) {
  const { w } = useLanguage()
  const found = useRead(
    list,
    { whose, ...(area && { areaId: Number(area) }), ...(day && { from: day, until: day }) },
    { keep: true },
  )
  return (
    <Part
      title={
        day
          ? { vi: `Các lần kiểm tra ngày ${date(day)}`, en: `Inspections of ${date(day)}` }
          : { vi: 'Các lần kiểm tra', en: 'Inspections' }
      }
      actions={
        <SegmentedControl
          aria-label={w({ vi: 'Của ai', en: 'Whose' })}
          value={whose}
          onChange={(next) => onWhose(next as 'all')}
          data={[
            { value: 'all', label: w({ vi: 'Tất cả', en: 'All' }) },
            { value: 'mine', label: w({ vi: 'Của tôi', en: 'Mine' }) },
          ]}
        />
      }
    >
      <Read of={found}>
        {(a) =>
          a.rows.length === 0 ? (
            <p style={{ margin: 0 }}>{w({ vi: 'Chưa có lần kiểm tra nào.', en: 'None yet.' })}</p>
          ) : (
            <DataTable
              label={{ vi: 'Các lần kiểm tra', en: 'Inspections' }}
              rows={a.rows}
              rowKey={(r) => r.inspectionId}
              onOpen={(r) => onOpen(r.inspectionId)}
              columns={[
                {
                  key: 'day',
                  header: { vi: 'Ngày', en: 'Day' },
                  value: (r) => r.capturedAt,
                  text: (r) => `${date(r.onDay)}${r.lateness === 'none' ? '' : ` (${w({ vi: 'ghi muộn', en: 'late' })})`}`,
                  width: '130px',
                },
                {
                  key: 'place',
                  header: { vi: 'Nơi', en: 'Place' },
                  value: (r) => `${r.placeName}, ${r.areaName}`,
                  width: 'minmax(200px, 2fr)',
                },
                { key: 'by', header: { vi: 'Người kiểm tra', en: 'By' }, value: (r) => r.byName, width: 'minmax(140px, 1fr)' },
                {
                  key: 'how',
                  header: { vi: 'Cách', en: 'How' },
                  value: (r) =>
                    r.surprise ? w({ vi: 'đột xuất', en: 'unannounced' }) : w({ vi: 'có báo trước', en: 'announced' }),
                  width: '110px',
                },
                {
                  key: 'pass',
                  header: { vi: 'Đạt', en: 'Passed' },
                  value: (r) => r.pass,
                  text: (r) => `${r.pass}/${r.pass + r.fail}`,
                  align: 'right',
                  width: '80px',
                },
                {
                  key: 'open',
                  header: { vi: 'Tồn tại còn', en: 'Open' },
                  value: (r) => r.findingsOpen,
                  text: (r) => `${r.findingsOpen}/${r.findings}`,
                  align: 'right',
                  width: '100px',
                },
                {
                  key: 'see',
                  header: { vi: 'Xem', en: 'See' },
                  value: () => '',
                  width: '80px',
                  draw: (r) => (
                    <Button
                      size="compact-sm"
                      variant="default"
                      onClick={() => onOpen(r.inspectionId)}
                      aria-label={`${w({ vi: 'Xem', en: 'See' })}: ${r.placeName}, ${date(r.onDay)}`}
                    >
                      {w({ vi: 'Xem', en: 'See' })}
                    </Button>
                  ),
                },
              ]}
            />
          )
        }
      </Read>
    </Part>
  )
}
