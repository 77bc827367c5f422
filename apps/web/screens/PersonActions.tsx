import { Button, Group, Menu } from '@mantine/core'
import { recordOnset } from '@phaodai/modules/cases/cases.contract.ts'
import { RecordOnset } from '@phaodai/modules/cases/web/RecordOnset.tsx'
import { correctResult, releaseResult, takeSample } from '@phaodai/modules/laboratory/laboratory.contract.ts'
import { CorrectResult, EnterResult } from '@phaodai/modules/laboratory/web/ResultForm.tsx'
import { TakeSample } from '@phaodai/modules/laboratory/web/TakeSample.tsx'
import { move, openNumbers } from '@phaodai/modules/people/people.contract.ts'
import { MovePerson, OpenNumbers } from '@phaodai/modules/people/web/PersonActs.tsx'
import { decision, issue, release, revoke } from '@phaodai/modules/quarantine/quarantine.contract.ts'
import { ReleaseOrder, RevokeOrder } from '@phaodai/modules/quarantine/web/EndOrder.tsx'
import { IssueOrder } from '@phaodai/modules/quarantine/web/IssueOrder.tsx'
import type { PersonFact } from '@phaodai/modules/situation/person.contract.ts'
import { recordCall } from '@phaodai/modules/tracing/calls.contract.ts'
import { declareContact, recordVisits } from '@phaodai/modules/tracing/tracing.contract.ts'
import { DeclareContact } from '@phaodai/modules/tracing/web/DeclareContact.tsx'
import { RecordCall } from '@phaodai/modules/tracing/web/RecordCall.tsx'
import { RecordVisit } from '@phaodai/modules/tracing/web/RecordVisit.tsx'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { IconChevronDown } from '@tabler/icons-react'
import { type ComponentType, useState } from 'react'
import { call, problemOf } from '../api.ts'
import type { ActProps } from '../fields/act.ts'
import { printHtml } from '../saveFile.ts'
import { useSession } from '../useSession.ts'
import { useVoidable, VoidFact } from './VoidFact.tsx'

interface Act {
  key: string
  verb: { name: string }
  words: Words
  form: ComponentType<ActProps>
}

/** In the order of the work: found, sampled, answered, traced, told. */
const acts: readonly Act[] = [
  { key: 'onset', verb: recordOnset, words: { vi: 'Ghi khởi phát', en: 'Record onset' }, form: RecordOnset },
  { key: 'sample', verb: takeSample, words: { vi: 'Lấy mẫu', en: 'Take a sample' }, form: TakeSample },
  { key: 'result', verb: releaseResult, words: { vi: 'Trả kết quả', en: 'Enter a result' }, form: EnterResult },
  { key: 'contact', verb: declareContact, words: { vi: 'Ghi tiếp xúc', en: 'Record a contact' }, form: DeclareContact },
  { key: 'visit', verb: recordVisits, words: { vi: 'Ghi lịch trình', en: 'Record itinerary' }, form: RecordVisit },
  { key: 'call', verb: recordCall, words: { vi: 'Ghi cuộc gọi', en: 'Record a call' }, form: RecordCall },
]
const rarer: readonly Act[] = [
  { key: 'correct', verb: correctResult, words: { vi: 'Đính chính kết quả', en: 'Correct a result' }, form: CorrectResult },
  { key: 'numbers', verb: openNumbers, words: { vi: 'Mở số giấy tờ, điện thoại', en: 'Open the numbers' }, form: OpenNumbers },
  { key: 'move', verb: move, words: { vi: 'Chuyển nơi cư trú', en: 'Move' }, form: MovePerson },
]

export interface PersonActionsProps {
  subjectId: string
  disease: string
  /** The order in force, where there is one. */
  open: { orderId: string; number: string } | null
  /** The rules ask for an order, or for another one. */
  owesOrder: boolean
  facts: readonly PersonFact[]
  onSaid: (words: Words, opId?: string | null) => void
}

/** What this post may do for this person; nothing that it may not. */
export function PersonActions({ subjectId, disease, open, owesOrder, facts, onSaid }: PersonActionsProps) {
  const { w, language } = useLanguage()
  const { may, today } = useSession()
  const [doing, setDoing] = useState<string | null>(null)
  const props: ActProps = {
    subjectId,
    disease,
    today,
    onClose: () => setDoing(null),
    onDone: (words, opId) => {
      setDoing(null)
      onSaid(words, opId)
    },
  }
  const Form = [...acts, ...rarer].find((a) => a.key === doing)?.form
  const button = (key: string, words: Words) => (
    <Button key={key} variant="default" onClick={() => setDoing(key)}>
      {w(words)}
    </Button>
  )
  const print = async () => {
    try {
      printHtml(await (await call(decision, { orderId: open!.orderId })).blob.text())
    } catch (error) {
      const problem = problemOf(error)
      onSaid({ vi: problem.title, en: language === 'vi' ? problem.title : problem.titleEn })
    }
  }
  const more = rarer.filter((a) => may(a.verb))
  const voidable = useVoidable(facts)
  return (
    <>
      <Group gap="sm" className="pd-no-print" role="toolbar" aria-label={w({ vi: 'Việc với người này', en: 'What can be done' })}>
        {owesOrder && may(issue) && (
          <Button onClick={() => setDoing('issue')}>{w({ vi: 'Ra quyết định cách ly', en: 'Issue an order' })}</Button>
        )}
        {open && may(release) && button('release', { vi: 'Kết thúc cách ly', en: 'Release' })}
        {acts.filter((a) => may(a.verb)).map((a) => button(a.key, a.words))}
        {open && may(decision) && (
          <Button variant="default" onClick={print}>
            {w({ vi: 'In quyết định', en: 'Print the order' })}
          </Button>
        )}
        {(more.length > 0 || voidable.length > 0 || (open && may(revoke))) && (
          <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
            <Menu.Target>
              <Button variant="default" rightSection={<IconChevronDown size={16} aria-hidden />}>
                {w({ vi: 'Việc khác', en: 'More' })}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {more.map((a) => (
                <Menu.Item key={a.key} onClick={() => setDoing(a.key)}>
                  {w(a.words)}
                </Menu.Item>
              ))}
              {voidable.length > 0 && (
                <Menu.Item onClick={() => setDoing('void')}>{w({ vi: 'Hủy một dữ kiện ghi sai', en: 'Void a fact' })}</Menu.Item>
              )}
              {open && may(revoke) && (
                <Menu.Item onClick={() => setDoing('revoke')}>{w({ vi: 'Hủy bỏ quyết định', en: 'Revoke the order' })}</Menu.Item>
              )}
            </Menu.Dropdown>
          </Menu>
        )}
      </Group>
      {Form && <Form {...props} />}
      {doing === 'issue' && <IssueOrder {...props} />}
      {doing === 'void' && <VoidFact {...props} facts={voidable} />}
      {doing === 'release' && open && <ReleaseOrder {...props} orderId={open.orderId} number={open.number} />}
      {doing === 'revoke' && open && <RevokeOrder {...props} orderId={open.orderId} number={open.number} />}
    </>
  )
}
