import { Button, SegmentedControl } from '@mantine/core'
import { inForce, packs, history as policyHistory } from '@phaodai/modules/policy/policy.verbs.ts'
import { shipped } from '@phaodai/modules/policy/shipped.verbs.ts'
import { EmptyState } from '@phaodai/ui/EmptyState.tsx'
import { date, number } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { PolicyNotice } from '@phaodai/ui/PolicyNotice.tsx'
import { useMemo } from 'react'
import type { z } from 'zod'
import { Page, Part, Read } from '../fields/Page.tsx'
import { useFiltersInUrl } from '../filtersInUrl.ts'
import { Go } from '../Go.tsx'
import { paths, pathTo } from '../paths.ts'
import { useRead } from '../useRead.ts'
import { useSession } from '../useSession.ts'
import { FigureTable } from './FigureTable.tsx'
import { DayInput, DiseaseSelect } from './listParts.tsx'
import styles from './Policy.module.css'

type Figure = NonNullable<z.output<typeof inForce.output>>['figures'][number]
type RuleKey = Figure['ruleKey']

/** Chính sách: what holds on a day for a disease, each number with the article it rests on; a rule over time; the packs. */
export default function Policy() {
  const { w } = useLanguage()
  const { today, may } = useSession()
  const [f, change] = useFiltersInUrl(['disease', 'day', 'only', 'rule'] as const)
  const disease = f.disease ?? 'covid19'
  const day = f.day ?? today
  const rules = useRead(inForce, { disease, ...(f.day && { day: f.day }) }, { keep: true })
  return (
    <Page title={{ vi: 'Chính sách', en: 'Policy' }}>
      {may(shipped) && <Waiting />}
      <div className={`${styles.filters} pd-no-print`}>
        <DiseaseSelect
          value={disease}
          onChange={(code) => change({ disease: code === 'covid19' ? undefined : code, rule: undefined })}
        />
        <DayInput
          label={{ vi: 'Ngày', en: 'Day' }}
          value={day}
          onChange={(next) => change({ day: next === today ? undefined : next })}
        />
        <SegmentedControl
          aria-label={w({ vi: 'Con số nào', en: 'Which numbers' })}
          value={f.only === 'unconfirmed' ? 'unconfirmed' : 'all'}
          onChange={(only) => change({ only: only === 'all' ? undefined : only })}
          data={[
            { value: 'all', label: w({ vi: 'Mọi con số', en: 'All numbers' }) },
            { value: 'unconfirmed', label: w({ vi: 'Chưa xác nhận', en: 'Unconfirmed' }) },
          ]}
        />
      </div>
      {f.rule && (
        <RuleOverTime disease={disease} rule={f.rule as RuleKey} today={day} onClose={() => change({ rule: undefined })} />
      )}
      <Read of={rules}>
        {(found) =>
          found ? (
            <InForce found={found} only={f.only === 'unconfirmed'} ruleHref={(rule) => pathTo(paths.policy, { ...f, rule })} />
          ) : (
            <PolicyNotice kind="none" on={day} />
          )
        }
      </Read>
      <Packs disease={disease} day={day} />
    </Page>
  )
}

/** How many shipped packs and disease profiles wait for a decision here. */
function Waiting() {
  const { w } = useLanguage()
  const found = useRead(shipped, {})
  const { packs = [], profiles = [] } = found.data ?? {}
  const n = packs.filter((p) => p.state !== 'withdrawn').length
  const waiting = [
    ...(n > 0 ? [w({ vi: `${number(n)} gói chưa áp dụng`, en: `${number(n)} not in force here` })] : []),
    ...(profiles.length > 0
      ? [
          w({
            vi: `${number(profiles.length)} hồ sơ bệnh khác bản đang giữ`,
            en: `${number(profiles.length)} disease profiles that differ`,
          }),
        ]
      : []),
  ].join(', ')
  const title = w({ vi: 'Gói kèm phần mềm', en: 'Shipped packs' })
  return (
    <p style={{ margin: 0 }} className="pd-no-print">
      <Go href="/policy/shipped">{waiting ? <strong>{`${title}: ${waiting}`}</strong> : title}</Go>
    </p>
  )
}

function InForce(props: {
  found: NonNullable<z.output<typeof inForce.output>>
  only: boolean
  ruleHref: (rule: string) => string
}) {
  const { found, only, ruleHref } = props
  const { w } = useLanguage()
  const groups = useMemo(() => {
    const made = new Map<string, Figure[]>()
    for (const figure of found.figures) {
      if (only && figure.confirmed) continue
      made.set(figure.ruleKey, [...(made.get(figure.ruleKey) ?? []), figure])
    }
    return [...made.values()]
  }, [found, only])
  return (
    <>
      <p role="status" style={{ margin: 0 }} data-unconfirmed={found.unconfirmed}>
        {w({
          vi: `${w(found.diseaseName)}, ngày ${date(found.day)}: ${number(found.figures.length)} con số đang áp dụng, ${number(found.unconfirmed)} chưa có văn bản xác nhận.`,
          en: `${w(found.diseaseName)}, ${date(found.day)}: ${number(found.figures.length)} numbers in force, ${number(found.unconfirmed)} not confirmed by a source.`,
        })}
      </p>
      {groups.length === 0 && (
        <EmptyState
          title={{ vi: 'Mọi con số đều có văn bản', en: 'Every number has its source' }}
          filledBy={{ vi: 'Không có con số nào chưa xác nhận trong ngày này.', en: 'No number is unconfirmed on this day.' }}
        />
      )}
      {groups.map((figures) => (
        <Part
          key={figures[0]!.ruleKey}
          title={figures[0]!.ruleTitle}
          actions={
            <Go className="pd-no-print" href={ruleHref(figures[0]!.ruleKey)}>
              {w({ vi: 'Thay đổi theo thời gian', en: 'Over time' })}
              <span className="pd-hidden">: {w(figures[0]!.ruleTitle)}</span>
            </Go>
          }
        >
          <FigureTable figures={figures} />
        </Part>
      ))}
      <Part title={{ vi: 'Văn bản đang áp dụng', en: 'Documents in force' }}>
        <ul className={styles.documents}>
          {found.documents.map((d) => (
            <li key={d.code}>
              <strong>{w(d.title)}</strong>
              <span className="pd-muted">
                {' '}
                – {d.issuer}
                {d.issuedOn && `, ${date(d.issuedOn)}`}
              </span>
            </li>
          ))}
        </ul>
        <p className={styles.note}>
          {w({ vi: 'Lớp quy định, sau đè trước:', en: 'Layers, later over earlier:' })}{' '}
          {found.layers.map((l) => w(l.title)).join(' → ')}
        </p>
      </Part>
    </>
  )
}

function RuleOverTime({ disease, rule, today, onClose }: { disease: string; rule: RuleKey; today: string; onClose: () => void }) {
  const { w } = useLanguage()
  const found = useRead(policyHistory, { disease, rule })
  return (
    <Read of={found}>
      {({ ruleTitle, steps }) => (
        <Part
          title={{ vi: `${ruleTitle.vi}: thay đổi theo thời gian`, en: `${ruleTitle.en}: over time` }}
          actions={
            <Button variant="default" size="compact-sm" className="pd-no-print" onClick={onClose}>
              {w({ vi: 'Đóng', en: 'Close' })}
            </Button>
          }
        >
          <ol className={styles.steps}>
            {steps.map((s) => {
              const now = s.from <= today && (s.until === null || today < s.until)
              return (
                <li key={`${s.packCode} ${s.from}`}>
                  <details open={now}>
                    <summary>
                      <strong>
                        {date(s.from)} – {s.until ? date(s.until) : w({ vi: 'chưa có ngày hết', en: 'no end known' })}
                      </strong>{' '}
                      {w(s.packTitle)}
                      {now && <span className={styles.mark}> {w({ vi: 'đang áp dụng', en: 'in force' })}</span>}
                    </summary>
                    <p className={styles.note}>{w(s.reachesText)}</p>
                    <FigureTable figures={s.figures} />
                  </details>
                </li>
              )
            })}
          </ol>
        </Part>
      )}
    </Read>
  )
}

function Packs({ disease, day }: { disease: string; day: string }) {
  const { w } = useLanguage()
  const found = useRead(packs, { disease })
  return (
    <Part title={{ vi: 'Các gói quy định đã nạp', en: 'Policy packs loaded' }}>
      <Read of={found}>
        {({ packs: list, withdrawn }) => (
          <div className={styles.wide}>
            <table className={styles.table}>
              <thead>
                <tr>
                  <th scope="col">{w({ vi: 'Gói', en: 'Pack' })}</th>
                  <th scope="col">{w({ vi: 'Hiệu lực', en: 'In force' })}</th>
                  <th scope="col">{w({ vi: 'Nơi áp dụng', en: 'Where' })}</th>
                </tr>
              </thead>
              <tbody>
                {list.map((p) => (
                  <tr key={p.code}>
                    <th scope="row">
                      <Go href={`/policy/packs/${p.code}`}>{w(p.title)}</Go> <span className="pd-muted">v{p.version}</span>
                      {p.here && p.effectiveFrom <= day && (p.effectiveUntil === null || day < p.effectiveUntil) && (
                        <span className={styles.mark}> {w({ vi: 'đang áp dụng', en: 'in force' })}</span>
                      )}
                    </th>
                    <td className="pd-digits">
                      {date(p.effectiveFrom)} – {p.effectiveUntil ? date(p.effectiveUntil) : '…'}
                    </td>
                    <td>
                      {p.provinces === null
                        ? w({ vi: 'Cả nước', en: 'Whole country' })
                        : p.here
                          ? w({ vi: 'Tỉnh này', en: 'This province' })
                          : w({
                              vi: `Tỉnh khác (mã ${p.provinces.join(', ')})`,
                              en: `Elsewhere (code ${p.provinces.join(', ')})`,
                            })}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            {withdrawn.length > 0 && (
              <ul className={styles.documents} style={{ marginTop: 12 }}>
                {withdrawn.map((p) => (
                  <li key={p.code}>
                    <Go href={`/policy/packs/${p.code}`}>{w(p.title)}</Go>:{' '}
                    {w({ vi: `đã rút, ${p.reason}`, en: `withdrawn, ${p.reason}` })}
                  </li>
                ))}
              </ul>
            )}
          </div>
        )}
      </Read>
    </Part>
  )
}
