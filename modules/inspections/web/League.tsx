import { DataTable } from '@phaodai/ui/DataTable.tsx'
import { date } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { DayField } from '@phaodai/web/fields/DayField.tsx'
import { Part, Read } from '@phaodai/web/fields/Page.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { leaders, league } from '../inspections.contract.ts'

/** Areas side by side on a day; a row opens the list behind its figures. */
export function League({ day, onDay, onOpen }: { day: string; onDay: (day: string) => void; onOpen: (areaId: number) => void }) {
  const { w } = useLanguage()
  const found = useRead(league, { day }, { keep: true })
  const who = useRead(leaders, { day }, { keep: true })
  return (
    <>
      <Read of={found}>
        {(a) => (
          <Part
            title={{ vi: `${a.areaName}: kiểm tra ngày ${date(a.day)}`, en: `${a.areaName}: inspections of ${date(a.day)}` }}
            actions={<DayField label={{ vi: 'Ngày', en: 'Day' }} value={day} onChange={(d) => d && onDay(d)} />}
          >
            <p style={{ marginTop: 0 }}>
              {a.rule
                ? w({
                    vi: `Mỗi lãnh đạo phụ trách: ít nhất ${a.rule.perDay} lần đột xuất mỗi ngày (${a.rule.source.vi}).`,
                    en: `Each leader: at least ${a.rule.perDay} unannounced a day (${a.rule.source.en}).`,
                  })
                : w({ vi: 'Ngày này không có quy định số lần kiểm tra.', en: 'No rule is in force on that day.' })}{' '}
              {w({
                vi: 'Tồn tại: của các lần kiểm tra đến ngày này, theo tình trạng hiện nay. Mở một dòng để xem danh sách.',
                en: 'Findings: of inspections up to that day, as they stand now. Open a row for its list.',
              })}
            </p>
            <DataTable
              label={{ vi: 'Kiểm tra theo địa bàn', en: 'Inspections by area' }}
              rows={a.rows}
              rowKey={(r) => String(r.areaId)}
              onOpen={(r) => onOpen(r.areaId)}
              columns={[
                {
                  key: 'name',
                  header: { vi: 'Địa bàn', en: 'Area' },
                  value: (r) => r.name,
                  width: 'minmax(170px, 2fr)',
                  draw: (r) => (
                    <button
                      type="button"
                      className="pd-link"
                      style={{
                        background: 'none',
                        border: 0,
                        padding: 0,
                        minHeight: 24,
                        color: 'var(--pd-accent)',
                        textDecoration: 'underline',
                        cursor: 'pointer',
                        font: 'inherit',
                        textAlign: 'left',
                      }}
                      onClick={() => onOpen(r.areaId)}
                    >
                      {r.name}
                    </button>
                  ),
                },
                {
                  key: 'done',
                  header: { vi: 'Đột xuất/phải làm', en: 'Unannounced/owed' },
                  value: (r) => r.missing,
                  text: (r) => (r.leaders === 0 ? w({ vi: 'chưa phân công', en: 'nobody assigned' }) : `${r.done}/${r.owed}`),
                  align: 'right',
                  width: '130px',
                },
                { key: 'all', header: { vi: 'Tất cả', en: 'All' }, value: (r) => r.inspections, align: 'right', width: '80px' },
                { key: 'late', header: { vi: 'Ghi muộn', en: 'Late' }, value: (r) => r.late, align: 'right', width: '90px' },
                {
                  key: 'share',
                  header: { vi: 'Mục đạt', en: 'Passed' },
                  value: (r) => r.share,
                  text: (r) => (r.share === null ? '–' : `${Math.round(100 * r.share)} % (${r.pass}/${r.pass + r.fail})`),
                  align: 'right',
                  width: '120px',
                },
                {
                  key: 'open',
                  header: { vi: 'Tồn tại còn', en: 'Open' },
                  value: (r) => r.findingsOpen,
                  align: 'right',
                  width: '100px',
                },
                {
                  key: 'closed',
                  header: { vi: 'Đã xong', en: 'Closed' },
                  value: (r) => r.findingsClosed,
                  align: 'right',
                  width: '90px',
                },
              ]}
            />
          </Part>
        )}
      </Read>
      <Read of={who}>
        {(a) => (
          <Part title={{ vi: 'Lãnh đạo phụ trách địa bàn', en: 'Officers who answer for areas' }}>
            {a.rows.length === 0 ? (
              <p style={{ margin: 0 }}>
                {w({
                  vi: 'Chưa phân công ai phụ trách (phaodai area, mục phân công phụ trách).',
                  en: 'Nobody was given an area to answer for yet.',
                })}
              </p>
            ) : (
              <DataTable
                label={{ vi: 'Lãnh đạo phụ trách', en: 'Officers' }}
                rows={a.rows}
                rowKey={(r) => `${r.accountId} ${r.areaId}`}
                columns={[
                  {
                    key: 'officer',
                    header: { vi: 'Họ tên', en: 'Name' },
                    value: (r) => r.officer ?? w({ vi: 'lãnh đạo cấp trên', en: 'an officer above' }),
                    width: 'minmax(160px, 1fr)',
                  },
                  { key: 'area', header: { vi: 'Phụ trách', en: 'Area' }, value: (r) => r.areaName, width: 'minmax(160px, 1fr)' },
                  {
                    key: 'done',
                    header: { vi: 'Đã làm/phải làm', en: 'Done/owed' },
                    value: (r) => r.missing,
                    text: (r) => `${r.done}/${r.owed}`,
                    align: 'right',
                    width: '140px',
                  },
                ]}
              />
            )}
          </Part>
        )}
      </Read>
    </>
  )
}
