import { Button, Checkbox } from '@mantine/core'
import { number } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { Go } from '@phaodai/web/Go.tsx'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { IconGripVertical } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import { assign, setWalkingOrder, type teamHouseholds, unassign } from '../homes.contract.ts'
import { AssignHomes, UnassignHomes } from './AssignHomes.tsx'
import styles from './Checks.module.css'
import { movedTo } from './walking.order.ts'

type Door = z.output<typeof teamHouseholds.output>['households'][number]

export interface WalkingOrderProps {
  teamId: string
  communeId: number
  doors: readonly Door[]
  onSaid: (words: Words) => void
}

/**
 * The homes of a team as they are walked. A handle is dragged, or moved by keys: arrows one place, Home and End to the ends; nothing is
 * written until the order is saved.
 */
export function WalkingOrder({ teamId, communeId, doors, onSaid }: WalkingOrderProps) {
  const { w } = useLanguage()
  const { may } = useSession()
  const write = useWrite(setWalkingOrder)
  const [order, setOrder] = useState<readonly string[]>(() => doors.map((d) => d.householdId))
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [acting, setActing] = useState<'assign' | 'unassign' | null>(null)
  const [told, setTold] = useState('')
  const dragged = useRef<string | null>(null)
  const list = useRef<HTMLOListElement>(null)
  const stored = doors.map((d) => d.householdId).join(' ')
  useEffect(() => setOrder(stored.split(' ').filter(Boolean)), [stored])
  const byId = new Map(doors.map((d) => [d.householdId, d]))
  const changed = order.join(' ') !== stored
  const mayOrder = may(setWalkingOrder)
  const move = (id: string, to: number) => {
    const next = movedTo(order, id, to)
    setOrder(next)
    const at = next.indexOf(id) + 1
    setTold(w({ vi: `Chuyển đến vị trí ${at} trên ${next.length}.`, en: `Moved to place ${at} of ${next.length}.` }))
  }
  const onKeyDown = (event: KeyboardEvent, id: string) => {
    const at = order.indexOf(id)
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: order.length - 1 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    move(id, to)
    // the row has moved under the focus
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-door="${id}"] [data-handle]`)?.focus())
  }
  const toggle = (id: string) =>
    setChosen((was) => {
      const next = new Set(was)
      if (!next.delete(id)) next.add(id)
      return next
    })
  const done = (words: Words) => {
    setActing(null)
    setChosen(new Set())
    onSaid(words)
  }
  const picked = order.filter((id) => chosen.has(id))
  return (
    <>
      {write.problem && <ProblemAlert problem={write.problem} />}
      {(changed || chosen.size > 0) && (
        <div className={`${styles.acting} pd-no-print`}>
          {changed && (
            <>
              <strong>{w({ vi: 'Thứ tự đi đã đổi, chưa lưu.', en: 'The order was changed and is not saved.' })}</strong>
              <Button
                loading={write.busy}
                onClick={async () => {
                  const saved = await write.send({ teamId, householdIds: [...order] })
                  if (saved)
                    onSaid({ vi: `Đã xếp thứ tự ${number(saved.ordered)} hộ.`, en: `${number(saved.ordered)} homes in order.` })
                }}
              >
                {w({ vi: 'Lưu thứ tự', en: 'Save the order' })}
              </Button>
              <Button variant="default" onClick={() => setOrder(stored.split(' '))}>
                {w({ vi: 'Bỏ thay đổi', en: 'Undo' })}
              </Button>
            </>
          )}
          {chosen.size > 0 && (
            <>
              <strong>{w({ vi: `Đã chọn ${number(chosen.size)} hộ`, en: `${number(chosen.size)} homes chosen` })}</strong>
              {may(assign) && (
                <Button variant="default" onClick={() => setActing('assign')}>
                  {w({ vi: 'Chuyển sang tổ khác', en: 'Give to another team' })}
                </Button>
              )}
              {may(unassign) && (
                <Button variant="default" onClick={() => setActing('unassign')}>
                  {w({ vi: 'Rút khỏi tổ', en: 'Take from the team' })}
                </Button>
              )}
            </>
          )}
        </div>
      )}
      <p className="pd-hidden" role="status">
        {told}
      </p>
      <ol ref={list} className={styles.doors}>
        {order.map((id, at) => {
          const door = byId.get(id)
          if (!door) return null
          const name = [door.door, door.address].filter(Boolean).join(', ')
          return (
            <li
              key={id}
              data-door={id}
              className={styles.door}
              onDragOver={(event) => dragged.current && event.preventDefault()}
              onDrop={(event) => {
                event.preventDefault()
                if (dragged.current) move(dragged.current, at)
                dragged.current = null
              }}
            >
              {mayOrder && (
                <button
                  type="button"
                  data-handle
                  draggable
                  className={`${styles.handle} pd-no-print`}
                  aria-label={w({ vi: `Đổi chỗ ${name}, vị trí ${at + 1}`, en: `Move ${name}, place ${at + 1}` })}
                  title={w({ vi: 'Kéo, hoặc dùng phím mũi tên', en: 'Drag, or use the arrow keys' })}
                  onDragStart={(event) => {
                    dragged.current = id
                    event.dataTransfer.effectAllowed = 'move'
                    event.dataTransfer.setData('text/plain', name)
                  }}
                  onKeyDown={(event) => onKeyDown(event, id)}
                >
                  <IconGripVertical size={16} aria-hidden />
                </button>
              )}
              {may(assign) && (
                <Checkbox
                  className="pd-no-print"
                  size="xs"
                  checked={chosen.has(id)}
                  onChange={() => toggle(id)}
                  aria-label={w({ vi: `Chọn ${name}`, en: `Choose ${name}` })}
                />
              )}
              <span className={`${styles.place} pd-digits`}>{at + 1}</span>
              <span className={styles.where}>
                <Go href={`/households/${id}`}>{name}</Go>
                {door.headName && ` · ${door.headName}`}
              </span>
              <span className="pd-muted pd-digits">
                {w({ vi: `${number(door.people)} người`, en: `${number(door.people)} people` })}
              </span>
            </li>
          )
        })}
      </ol>
      {acting === 'assign' && (
        <AssignHomes
          homes={picked.map((householdId) => ({ householdId, communeId, teamId }))}
          onClose={() => setActing(null)}
          onDone={done}
        />
      )}
      {acting === 'unassign' && <UnassignHomes householdIds={picked} onClose={() => setActing(null)} onDone={done} />}
    </>
  )
}
