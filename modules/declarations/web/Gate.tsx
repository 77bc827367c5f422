import { Button, TextInput } from '@mantine/core'
import { instant } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { colourWords, spelled, whyWords } from '@phaodai/web/doors/pass.ts'
import { QrReader } from '@phaodai/web/doors/QrReader.tsx'
import { Part, Said } from '@phaodai/web/fields/Page.tsx'
import { Go } from '@phaodai/web/Go.tsx'
import { pathTo } from '@phaodai/web/paths.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import type { z } from 'zod'
import { cross, declareFor, lookAt } from '../declarations.contract.ts'
import { DeclareFor } from './DeclareFor.tsx'
import styles from './Gate.module.css'

/** At the gate: scan or type, see name, colour and until when, record the crossing. */
export function Gate() {
  const { w, language } = useLanguage()
  const look = useWrite(lookAt, { keepReads: true })
  const write = useWrite(cross)
  const [typed, setTyped] = useState('')
  const [gate, setGate] = useState(() => localStorage.getItem('pd-gate') ?? '')
  const [seen, setSeen] = useState<(z.output<typeof lookAt.output> & { shown: string }) | null>(null)
  const [done, setDone] = useState<Words | null>(null)
  const [declaring, setDeclaring] = useState(false)
  const { may } = useSession()
  const show = async (shown: string) => {
    const found = await look.send({ shown })
    setSeen(found ? { ...found, shown } : null)
  }
  const pass = async (direction: 'in' | 'out') => {
    localStorage.setItem('pd-gate', gate)
    const made = await write.send({ crossingId: crypto.randomUUID(), shown: seen!.shown, direction, gate })
    if (!made) return
    setDone({ vi: `Đã ghi: ${seen!.name}`, en: `Recorded: ${seen!.name}` })
    setSeen(null)
    setTyped('')
  }
  return (
    <Part
      title={{ vi: 'Đọc mã tại chốt', en: 'At the gate' }}
      actions={
        may(declareFor) && (
          <Button variant="default" onClick={() => setDeclaring(true)}>
            {w({ vi: 'Khai hộ', en: 'Declare for another' })}
          </Button>
        )
      }
    >
      <form
        onSubmit={(e) => {
          e.preventDefault()
          if (typed.trim().length < 6) return
          setDone(null)
          void show(typed)
        }}
      >
        <TextInput
          label={w({ vi: 'Tên chốt', en: 'Gate' })}
          value={gate}
          onChange={(e) => setGate(e.currentTarget.value)}
          maw={360}
        />
        <TextInput
          label={w({ vi: 'Mã 8 ký tự', en: '8 characters' })}
          value={typed}
          onChange={(e) => setTyped(e.currentTarget.value)}
          autoComplete="off"
          maw={360}
        />
        <Button type="submit" mt="sm" loading={look.busy}>
          {w({ vi: 'Xem', en: 'Look' })}
        </Button>
      </form>
      <QrReader
        label={{ vi: 'Quét bằng máy ảnh', en: 'Scan with the camera' }}
        className={styles.scan!}
        onText={(text) => {
          setDone(null)
          void show(text)
        }}
      />
      {(look.problem ?? write.problem) && <ProblemAlert problem={(look.problem ?? write.problem)!} />}
      <Said words={done} />
      {seen && (
        <div role="status" className={`${styles.seen} ${seen.expired ? '' : styles[seen.colour]}`}>
          <strong className={styles.word}>
            {seen.expired ? w({ vi: 'HẾT HẠN', en: 'EXPIRED' }) : w(colourWords[seen.colour])}
            {seen.why.length > 0 && `: ${seen.why.map((y) => w(whyWords[y]!)).join(', ')}`}
          </strong>
          <strong>{seen.name}</strong> {seen.birthYear}
          {seen.fromPlace && ` · ${w({ vi: 'từ', en: 'from' })} ${seen.fromPlace}`}
          {seen.vehicle && ` · ${seen.vehicle}`} · {w({ vi: 'dùng đến', en: 'until' })} {instant(seen.validUntil, language)}
          <p style={{ marginBottom: 0 }}>
            <Button disabled={gate.trim().length < 2} onClick={() => void pass('in')}>
              {w({ vi: 'Cho vào', en: 'In' })}
            </Button>{' '}
            <Button variant="default" disabled={gate.trim().length < 2} onClick={() => void pass('out')}>
              {w({ vi: 'Cho ra', en: 'Out' })}
            </Button>{' '}
            {may({ name: 'violations.record' }) && (
              <Go href={pathTo('/violations', { new: '1', place: gate, declaration: seen.declarationId })}>
                {w({ vi: 'Ghi vi phạm về tờ khai này', en: 'Record a violation about it' })}
              </Go>
            )}
          </p>
        </div>
      )}
      {declaring && (
        <DeclareFor
          onClose={() => setDeclaring(false)}
          onDone={(pass, name) => {
            setDeclaring(false)
            setDone({
              vi: `Đã khai hộ ${name}: ${colourWords[pass.colour].vi}, mã ${spelled(pass.code)}`,
              en: `Declared for ${name}: ${colourWords[pass.colour].en}, code ${spelled(pass.code)}`,
            })
            void show(pass.token)
          }}
        />
      )}
    </Part>
  )
}
