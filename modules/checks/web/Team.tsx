import { Button, Stack } from '@mantine/core'
import { EmptyState } from '@phaodai/ui/EmptyState.tsx'
import { date, number } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { Page, Part, Read, Said } from '@phaodai/web/fields/Page.tsx'
import { Go } from '@phaodai/web/Go.tsx'
import { pathTo } from '@phaodai/web/paths.ts'
import lists from '@phaodai/web/screens/Person.module.css'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { slotDoors, teamHouseholds } from '../homes.contract.ts'
import { signals } from '../signals.contract.ts'
import { addMember, addRecord, endMember, endTeam, renameTeam, setLead, team, voidRecord } from '../teams.contract.ts'
import { ReasonDialog } from './ReasonDialog.tsx'
import { AddMember, AddRecord, amountText, RenameTeam } from './TeamForms.tsx'
import { sizeRuleText } from './Teams.tsx'
import { WalkingOrder } from './WalkingOrder.tsx'
import { recordWords, sizeWords } from './words.ts'

/** One team: who serves, its homes as they are walked, what it was given, who guides it. */
export default function TeamPage() {
  const { teamId } = useParams({ strict: false }) as { teamId: string }
  const { w } = useLanguage()
  const { may, today } = useSession()
  const read = useRead(team, { teamId })
  const homes = useRead(teamHouseholds, { teamId }, { enabled: may(teamHouseholds) })
  const [open, setOpen] = useState<'rename' | 'end' | 'member' | 'record' | null>(null)
  const [voiding, setVoiding] = useState<string | null>(null)
  const [said, setSaid] = useState<Words | null>(null)
  const lead = useWrite(setLead)
  const leave = useWrite(endMember)
  const ending = useWrite(endTeam)
  const voidWrite = useWrite(voidRecord)
  const close = () => setOpen(null)
  const done = (words: Words) => {
    close()
    setSaid(words)
  }
  const d = read.data
  const stands = d?.endedOn === null
  return (
    <Page
      title={{ vi: 'Tổ Covid cộng đồng', en: 'A community team' }}
      actions={
        stands && (
          <>
            {may(slotDoors) && (
              <Go href={pathTo('/slots/doors', { team: teamId })}>{w({ vi: 'Buổi này của tổ', en: 'This slot' })}</Go>
            )}
            {may(signals) && (
              <Go href={pathTo('/signals', { team: teamId, state: 'all' })}>{w({ vi: 'Dấu hiệu của tổ', en: 'Its signals' })}</Go>
            )}
            {may(renameTeam) && (
              <Button variant="default" onClick={() => setOpen('rename')}>
                {w({ vi: 'Đổi tên', en: 'Rename' })}
              </Button>
            )}
            {may(endTeam) && (
              <Button variant="default" onClick={() => setOpen('end')}>
                {w({ vi: 'Kết thúc tổ', en: 'End the team' })}
              </Button>
            )}
          </>
        )
      }
    >
      <Read of={read}>
        {(t) => {
          const rule = sizeRuleText(t.sizeRule)
          const serving = t.team.filter((m) => m.untilOn === null || m.untilOn > today)
          const left = t.team.filter((m) => !serving.includes(m))
          return (
            <Stack gap="lg">
              <section className="pd-surface" style={{ padding: 16 }}>
                <p className={lists.name}>
                  {t.name} <span className="pd-muted">{t.code}</span>
                </p>
                <p style={{ margin: 0 }}>
                  {[t.hamletName, t.areaName].filter(Boolean).join(', ')} · {w({ vi: 'từ', en: 'from' })} {date(t.fromOn)}
                  {t.endedOn && ` ${w({ vi: 'đến', en: 'until' })} ${date(t.endedOn)}`}
                </p>
                <p style={{ margin: '4px 0 0' }}>
                  <strong>
                    {number(t.households)} {w({ vi: 'hộ', en: 'homes' })}
                  </strong>
                  {t.size !== 'ok' && ` · ${w(sizeWords[t.size])}`}
                  {rule && <span className="pd-muted"> {w(rule)}</span>}
                </p>
                <p style={{ margin: '4px 0 0' }}>
                  {w({ vi: 'Người hướng dẫn: ', en: 'Guided by: ' })}
                  {t.guidedBy ?? w({ vi: 'chưa ghi', en: 'not recorded' })} ·{' '}
                  {t.hasHandbook
                    ? w({ vi: 'đã nhận sổ tay', en: 'has the handbook' })
                    : w({ vi: 'chưa nhận sổ tay', en: 'no handbook' })}
                </p>
              </section>
              <Said words={said} />
              <Part
                title={{ vi: `Tổ viên (${serving.length})`, en: `Members (${serving.length})` }}
                actions={
                  stands &&
                  may(addMember) && (
                    <Button variant="default" onClick={() => setOpen('member')} className="pd-no-print">
                      {w({ vi: 'Thêm tổ viên', en: 'Add a member' })}
                    </Button>
                  )
                }
              >
                {serving.length === 0 ? (
                  <p style={{ margin: 0 }}>
                    {w({ vi: 'Chưa có tổ viên: chưa ai hỏi các hộ này.', en: 'No member: nobody asks at these doors.' })}
                  </p>
                ) : (
                  <ul className={lists.list}>
                    {serving.map((m) => (
                      <li key={m.memberId} style={{ display: 'flex', flexWrap: 'wrap', gap: '4px 12px', alignItems: 'center' }}>
                        <strong>{m.name || w({ vi: '(ngoài địa bàn)', en: '(outside the area)' })}</strong>
                        {m.isLead && <span>{w({ vi: 'tổ trưởng', en: 'lead' })}</span>}
                        <span className="pd-muted">
                          {w({ vi: 'từ', en: 'from' })} {date(m.fromOn)}
                        </span>
                        {stands && !m.isLead && may(setLead) && (
                          <Button
                            size="compact-sm"
                            variant="subtle"
                            className="pd-no-print"
                            aria-label={w({ vi: `Làm tổ trưởng: ${m.name}`, en: `Make ${m.name} the lead` })}
                            onClick={async () => {
                              if (await lead.send({ teamId, memberId: m.memberId }))
                                setSaid({ vi: `${m.name} là tổ trưởng.`, en: `${m.name} is the lead.` })
                            }}
                          >
                            {w({ vi: 'Làm tổ trưởng', en: 'Make lead' })}
                          </Button>
                        )}
                        {stands && may(endMember) && (
                          <Button
                            size="compact-sm"
                            variant="subtle"
                            className="pd-no-print"
                            aria-label={w({ vi: `Thôi tham gia: ${m.name}`, en: `${m.name} leaves` })}
                            onClick={async () => {
                              if (await leave.send({ memberId: m.memberId }))
                                setSaid({ vi: `${m.name} thôi tham gia từ hôm nay.`, en: `${m.name} has left.` })
                            }}
                          >
                            {w({ vi: 'Thôi tham gia', en: 'Leaves' })}
                          </Button>
                        )}
                      </li>
                    ))}
                  </ul>
                )}
                {left.length > 0 && (
                  <p className="pd-muted" style={{ margin: '8px 0 0' }}>
                    {w({ vi: 'Đã thôi: ', en: 'Left: ' })}
                    {left.map((m) => `${m.name} (${date(m.fromOn)} – ${date(m.untilOn)})`).join(', ')}
                  </p>
                )}
              </Part>
              {may(teamHouseholds) && (
                <Part title={{ vi: 'Các hộ theo thứ tự đi', en: 'Homes in walking order' }}>
                  <Read of={homes}>
                    {({ households }) =>
                      households.length === 0 ? (
                        <EmptyState
                          title={{ vi: 'Tổ chưa có hộ nào', en: 'The team has no homes' }}
                          filledBy={{ vi: 'Chọn hộ rồi giao cho tổ này.', en: 'Choose homes and give them to this team.' }}
                          action={
                            <Go href={pathTo('/teams', { tab: 'homes', area: t.communeId })}>
                              {w({ vi: 'Hộ chưa có tổ', en: 'Homes without a team' })}
                            </Go>
                          }
                        />
                      ) : (
                        <WalkingOrder teamId={teamId} communeId={t.communeId} doors={households} onSaid={setSaid} />
                      )
                    }
                  </Read>
                </Part>
              )}
              <Part
                title={{ vi: 'Sổ của tổ', en: 'What the team was given' }}
                actions={
                  stands &&
                  may(addRecord) && (
                    <Button variant="default" onClick={() => setOpen('record')} className="pd-no-print">
                      {w({ vi: 'Ghi thêm', en: 'Record' })}
                    </Button>
                  )
                }
              >
                {t.records.length === 0 ? (
                  <p style={{ margin: 0 }}>
                    {w({
                      vi: 'Chưa ghi trang bị, sổ tay, tập huấn, người hướng dẫn, kinh phí, khen thưởng.',
                      en: 'No equipment, handbook, training, guide, money or commendation on record.',
                    })}
                  </p>
                ) : (
                  <ul className={lists.list}>
                    {t.records.map((r) => {
                      const text = [
                        r.item,
                        r.quantity !== null && `× ${number(r.quantity)}`,
                        amountText(r.amountVnd),
                        r.source && `(${r.source})`,
                      ]
                        .filter(Boolean)
                        .join(' ')
                      return (
                        <li key={r.recordId} style={{ display: 'flex', flexWrap: 'wrap', gap: '4px 12px', alignItems: 'center' }}>
                          <span className="pd-muted">{date(r.onDay)}</span>
                          <strong>{w(recordWords[r.kind])}</strong>
                          {r.voidedAt ? <del>{text}</del> : <span>{text}</span>}
                          {r.voidedAt && <span className="pd-muted">{r.voidReason}</span>}
                          {!r.voidedAt && may(voidRecord) && (
                            <Button
                              size="compact-sm"
                              variant="subtle"
                              className="pd-no-print"
                              aria-label={w({ vi: `Hủy ${r.item}`, en: `Void ${r.item}` })}
                              onClick={() => setVoiding(r.recordId)}
                            >
                              {w({ vi: 'Hủy', en: 'Void' })}
                            </Button>
                          )}
                        </li>
                      )
                    })}
                  </ul>
                )}
              </Part>
              {open === 'rename' && <RenameTeam teamId={teamId} name={t.name} onClose={close} onDone={done} />}
              {open === 'member' && <AddMember teamId={teamId} onClose={close} onDone={done} />}
              {open === 'record' && <AddRecord teamId={teamId} onClose={close} onDone={done} />}
              {open === 'end' && (
                <ReasonDialog
                  title={{ vi: `Kết thúc ${t.name}`, en: `End ${t.name}` }}
                  consequence={{
                    vi: `${number(t.households)} hộ của tổ sẽ không còn tổ nào hỏi, cho đến khi giao cho tổ khác. Số liệu cũ vẫn được giữ.`,
                    en: `Its ${number(t.households)} homes have no team until they are given to another. Past figures are kept.`,
                  }}
                  submit={{ vi: 'Kết thúc tổ', en: 'End it' }}
                  write={ending}
                  onClose={close}
                  onReason={async (reason) => {
                    const ended = await ending.send({ teamId, reason })
                    if (ended)
                      done({
                        vi: `Tổ đã kết thúc; ${number(ended.householdsLeft)} hộ chưa có tổ.`,
                        en: `The team has ended; ${number(ended.householdsLeft)} homes have no team.`,
                      })
                  }}
                />
              )}
              {voiding && (
                <ReasonDialog
                  title={{ vi: 'Hủy nội dung ghi nhầm', en: 'Void a record' }}
                  consequence={{ vi: 'Nội dung được giữ và gạch bỏ.', en: 'It is kept and struck out.' }}
                  submit={{ vi: 'Hủy nội dung', en: 'Void it' }}
                  write={voidWrite}
                  onClose={() => setVoiding(null)}
                  onReason={async (reason) => {
                    if (!(await voidWrite.send({ recordId: voiding, reason }))) return
                    setVoiding(null)
                    setSaid({ vi: 'Đã hủy nội dung.', en: 'The record is void.' })
                  }}
                />
              )}
            </Stack>
          )
        }}
      </Read>
    </Page>
  )
}
