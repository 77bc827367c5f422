import { useLanguage } from '@phaodai/ui/language.tsx'
import { useEffect, useMemo, useState } from 'react'
import type { Entrance } from './device/entrance.ts'
import type { Phone } from './device/phone.ts'
import { type GivenTask, givenOf, isOpen } from './model/given.ts'
import { tasksOf } from './model/tasks.ts'
import { Frame } from './parts/Frame.tsx'
import { go, usePath } from './parts/route.ts'
import { PhoneProvider, useNow, useView } from './parts/usePhone.tsx'
import EntrancePages from './screens/Entrance.tsx'
import Frail from './screens/Frail.tsx'
import Household, { useDoor } from './screens/Household.tsx'
import Me from './screens/Me.tsx'
import Move, { type MoveKind } from './screens/Move.tsx'
import Round, { forgetList } from './screens/Round.tsx'
import Signs from './screens/Signs.tsx'
import Task from './screens/Task.tsx'
import Visit from './screens/Visit.tsx'
import VisitForm from './screens/VisitForm.tsx'
import Visits from './screens/Visits.tsx'
import Work from './screens/Work.tsx'

/** The phone: locked until a member has entered their PIN, then three tabs. */
export function App({ door, open = null }: { door: Entrance; open?: Phone | null }) {
  const [phone, setPhone] = useState(open)
  const lock = () => {
    phone?.lock()
    forgetList()
    setPhone(null)
    go('', true)
  }
  if (!phone) return <EntrancePages door={door} onOpen={setPhone} />
  return (
    <PhoneProvider phone={phone}>
      <Pages onLock={lock} />
    </PhoneProvider>
  )
}

function Pages({ onLock }: { onLock: () => void }) {
  const { held, own } = useView()
  const now = useNow()
  const parts = usePath()
  const tasks = useMemo(() => tasksOf(held, now), [held, now])
  const given = useMemo(() => givenOf(held.tasks, own, now), [held.tasks, own, now])
  const where = parts.join('/')
  useEffect(() => {
    if (where) document.getElementById('main')?.focus({ preventScroll: true })
  }, [where])
  return (
    <Frame waiting={tasks.waiting + given.filter(isOpen).length}>
      {pageOf(parts, { tasks, given, leads: held.role !== 'team' }, onLock)}
    </Frame>
  )
}

interface Shown {
  tasks: ReturnType<typeof tasksOf>
  given: readonly GivenTask[]
  /** A leader's phone: visits in place of rounds. */
  leads: boolean
}

function pageOf([first, id, sub, arg]: string[], { tasks, given, leads }: Shown, onLock: () => void) {
  if (first === 'work') return <Work tasks={tasks} given={given} />
  if (first === 'task') return <Task key={`${id}/${sub}`} task={given.find((t) => t.taskId === id)} form={sub} />
  if (first === 'visit' && id) return <VisitForm key={id} inspectionId={id} />
  if (first === 'me') return <Me onLock={onLock} />
  if (first === 'door') return <Door householdId={id} sub={sub} arg={arg} />
  return leads ? <Visits /> : <Round />
}

function Door({ householdId, sub, arg }: { householdId: string | undefined; sub: string | undefined; arg: string | undefined }) {
  const { w } = useLanguage()
  const shown = useDoor(householdId)
  if (!shown)
    return (
      <p style={{ paddingTop: 16 }}>
        {w({
          vi: 'Nhà này không còn trong danh sách của tổ. Có thể trạm y tế đã giao cho tổ khác.',
          en: 'This door is no longer on the list of the team; it may have been given to another.',
        })}
      </p>
    )
  if (sub === 'signs' && arg) return <Signs shown={shown} who={arg} />
  if (sub === 'visit' && arg) return <Visit shown={shown} who={arg} />
  if (sub === 'frail') return <Frail shown={shown} />
  if (sub === 'move' && arg) return <Move shown={shown} kind={arg as MoveKind} />
  return <Household shown={shown} />
}
