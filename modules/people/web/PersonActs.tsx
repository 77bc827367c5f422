import { Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { call, problemOf } from '@phaodai/web/api.ts'
import { type ActProps, said } from '@phaodai/web/fields/act.ts'
import { DayField } from '@phaodai/web/fields/DayField.tsx'
import { FormDialog } from '@phaodai/web/fields/FormDialog.tsx'
import { UnitField } from '@phaodai/web/fields/UnitField.tsx'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import { move, openNumbers } from '../people.contract.ts'

/** Identity number and phone in full, with the reason kept beside the reading. They leave the screen with the dialog. */
export function OpenNumbers({ subjectId, onClose }: ActProps) {
  const { w } = useLanguage()
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ReturnType<typeof problemOf> | null>(null)
  const [numbers, setNumbers] = useState<{ idNumber: string | null; phone: string | null } | null>(null)
  return (
    <Modal
      opened
      onClose={onClose}
      title={w({ vi: 'Mở số giấy tờ và điện thoại', en: 'Open the numbers' })}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': w({ vi: 'Đóng', en: 'Close' }) }}
    >
      {numbers ? (
        <Stack gap="md">
          <dl className="pd-digits" style={{ margin: 0, display: 'grid', gridTemplateColumns: 'auto 1fr', gap: '4px 16px' }}>
            <dt>{w({ vi: 'Giấy tờ', en: 'Identity' })}</dt>
            <dd style={{ margin: 0 }}>{numbers.idNumber ?? '–'}</dd>
            <dt>{w({ vi: 'Điện thoại', en: 'Phone' })}</dt>
            <dd style={{ margin: 0 }}>
              {numbers.phone ? <a href={`tel:${numbers.phone.replace(/\s/g, '')}`}>{numbers.phone}</a> : '–'}
            </dd>
          </dl>
          <p className="pd-muted" style={{ margin: 0 }}>
            {w({ vi: 'Lần mở này đã được ghi cùng lý do.', en: 'This opening is on record with its reason.' })}
          </p>
          <Button variant="default" onClick={onClose}>
            {w({ vi: 'Đóng', en: 'Close' })}
          </Button>
        </Stack>
      ) : (
        <form
          onSubmit={async (event) => {
            event.preventDefault()
            setBusy(true)
            setProblem(null)
            // read once and not kept: a number does not stay in the cache of answers
            await call(openNumbers, { subjectId, reason })
              .then(setNumbers)
              .catch((error) => setProblem(problemOf(error)))
            setBusy(false)
          }}
        >
          <Stack gap="md">
            {problem && <ProblemAlert problem={problem} takeFocus />}
            <Textarea
              label={w({ vi: 'Lý do mở (được ghi lại)', en: 'Reason, which is recorded' })}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
              autosize
              minRows={2}
              required
              data-autofocus
            />
            <Group justify="flex-end" gap="sm">
              <Button variant="default" onClick={onClose}>
                {w({ vi: 'Quay lại', en: 'Go back' })}
              </Button>
              <Button type="submit" loading={busy} disabled={reason.trim().length < 3}>
                {w({ vi: 'Mở số', en: 'Open' })}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  )
}

/** Another residence, in this area or another; the earlier one is kept with its last day. */
export function MovePerson({ subjectId, today, onClose, onDone }: ActProps) {
  const { w } = useLanguage()
  const write = useWrite(move)
  const [communeId, setCommuneId] = useState<number | null>(null)
  const [on, setOn] = useState<string | null>(today)
  const [address, setAddress] = useState('')
  return (
    <FormDialog
      title={{ vi: 'Chuyển nơi cư trú', en: 'Move' }}
      submit={{ vi: 'Ghi chuyển nơi ở', en: 'Record the move' }}
      write={write}
      blocked={communeId === null || !on}
      onClose={onClose}
      onSubmit={async () => {
        const done = await write.send({
          subjectId,
          communeId: communeId!,
          ...(on && { on }),
          ...(address.trim() && { address }),
        })
        if (done) onDone(said('Đã ghi nơi cư trú mới.', 'The new residence is recorded.'))
      }}
    >
      <UnitField
        label={{ vi: 'Xã, phường nơi đến', en: 'Commune moved to' }}
        tier="commune"
        value={communeId}
        onChange={setCommuneId}
        required
      />
      <DayField label={{ vi: 'Ngày đến', en: 'First day there' }} value={on} onChange={setOn} required />
      <TextInput
        label={w({ vi: 'Địa chỉ', en: 'Address' })}
        value={address}
        onChange={(event) => setAddress(event.currentTarget.value)}
      />
    </FormDialog>
  )
}
