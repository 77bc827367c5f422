import { Button, Checkbox, Group, Modal, SegmentedControl, Stack, Textarea, TextInput } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { newId } from '@phaodai/kernel/ids.ts'
import type { ProblemDocument } from '@phaodai/kernel/problem.ts'
import { ConfirmDialog } from '@phaodai/ui/ConfirmDialog.tsx'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { ChoiceField } from '@phaodai/web/fields/ChoiceField.tsx'
import { DayField } from '@phaodai/web/fields/DayField.tsx'
import { NumberField } from '@phaodai/web/fields/NumberField.tsx'
import { Read } from '@phaodai/web/fields/Page.tsx'
import { UnitField } from '@phaodai/web/fields/UnitField.tsx'
import { nowOf } from '@phaodai/web/now.ts'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useEffect, useState } from 'react'
import type { z } from 'zod'
import { type Kind, kinds } from '../checklist.rules.ts'
import { checklists, type record } from '../inspections.contract.ts'
import { type Picture, Pictures, type Where } from './Pictures.tsx'
import { useSending } from './useSending.ts'
import { answerWords, kindWords } from './words.ts'

export interface Place {
  key: string | null
  kind: Kind
  name: string
  areaId: number
}
type Said = { answer?: 'pass' | 'fail' | 'na'; points?: number | undefined; note?: string; finding?: string; give?: boolean }
type Answers = NonNullable<z.input<typeof record.input>['answers']>

/** The checklist at the place, for one hand: three answers an item, what failed becomes a finding and, unless told otherwise, a task. */
export function RecordForm({ place, onClose }: { place: Place | null; onClose: () => void }) {
  const { w } = useLanguage()
  const { instance } = useSession()
  const small = useMediaQuery('(max-width: 720px)')
  const [ids] = useState(() => ({
    ...{ inspectionId: newId(), startedAt: nowOf(instance), extra: newId() },
    clockErrorMs: navigator.onLine ? 0 : null,
  }))
  const [findingIds] = useState(() => new Map<string, string>())
  const [kind, setKind] = useState<Kind>(place?.kind ?? 'market')
  const [name, setName] = useState('')
  const [areaId, setAreaId] = useState<number | null>(null)
  const [code, setCode] = useState('')
  const [surprise, setSurprise] = useState(true)
  const [said, setSaid] = useState<Record<string, Said>>({})
  const [extra, setExtra] = useState('')
  const [note, setNote] = useState('')
  const [dueOn, setDueOn] = useState<string | null>(null)
  const [pictures, setPictures] = useState<Picture[]>([])
  const [where, setWhere] = useState<Where | null>(null)
  const sending = useSending()
  const { busy, problem } = sending
  const [leaving, setLeaving] = useState(false)
  const known = useRead(checklists, { kind }, { keep: true })
  useEffect(() => {
    // where the pictures are taken; an inspector may refuse, and then nothing is said of the place
    navigator.geolocation?.getCurrentPosition(
      ({ coords }) => setWhere({ latitude: coords.latitude, longitude: coords.longitude, accuracyMetres: coords.accuracy }),
      () => {},
    )
  }, [])
  const lists = known.data?.lists ?? []
  const list = lists.find((l) => l.code === code) ?? lists[0]
  const change = (item: string, more: Said) => setSaid((was) => ({ ...was, [item]: { ...was[item], ...more } }))
  const idFor = (item: string) => {
    if (!findingIds.has(item)) findingIds.set(item, newId())
    return findingIds.get(item)!
  }
  const failed = (list?.items ?? []).filter((i) => said[i.item]?.answer === 'fail')
  const save = async () => {
    if (!list) return
    const task = (give: boolean) => (give ? { dueOn } : null)
    const findings = failed.map((i) => {
      const s = said[i.item]!
      return {
        findingId: idFor(i.item),
        item: i.item,
        words: s.finding?.trim() || `${w({ vi: 'Không đạt', en: 'Failed' })}: ${i.words.vi}`,
        task: task(s.give ?? true),
      }
    })
    if (extra.trim().length > 2)
      findings.push({ findingId: ids.extra, item: null as never, words: extra.trim(), task: task(true) })
    const answers = list.items.flatMap((i): Answers => {
      const s = said[i.item]
      if (i.points) return s?.points === undefined ? [] : [{ item: i.item, answer: 'points' as const, points: s.points }]
      return s?.answer ? [{ item: i.item, answer: s.answer, note: s.note || null }] : []
    })
    const at = place?.key
      ? { placeKey: place.key }
      : { kind, placeName: place?.name ?? name.trim(), areaId: place?.areaId ?? areaId }
    const clock = { capturedAt: ids.startedAt, clockErrorMs: ids.clockErrorMs }
    const input = {
      inspectionId: ids.inspectionId,
      ...at,
      ...clock,
      ...where,
      surprise,
      checklist: list.code,
      answers,
      findings,
      words: note.trim() || null,
    }
    if (await sending.send(input, pictures)) onClose()
  }
  const written = Object.keys(said).length + pictures.length > 0 || [name, extra, note].some((text) => text.trim() !== '')
  const nothingLeft = sending.recorded && sending.left.length === 0
  useEffect(() => {
    if (!written || nothingLeft) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [written, nothingLeft])
  const leave = () => {
    if (busy) return
    if (written && !nothingLeft) setLeaving(true)
    else onClose()
  }
  const blocked = !list || (!place && name.trim().length < 2)
  return (
    <Modal
      opened
      onClose={leave}
      fullScreen={small ?? false}
      size="xl"
      title={
        place
          ? `${w({ vi: 'Kiểm tra', en: 'Inspect' })}: ${place.name}`
          : w({ vi: 'Kiểm tra một nơi khác', en: 'Inspect another place' })
      }
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': w({ vi: 'Đóng', en: 'Close' }), size: 44 }}
    >
      <form
        hidden={sending.recorded}
        onSubmit={(event) => {
          event.preventDefault()
          if (!blocked && !busy) void save()
        }}
      >
        <Stack gap="md">
          {!place && (
            <>
              <ChoiceField
                label={{ vi: 'Loại nơi', en: 'Kind of place' }}
                choices={kinds.map((value) => ({ value, words: kindWords[value] }))}
                value={kind}
                onChange={(k) => {
                  setKind(k)
                  setCode('')
                }}
              />
              <TextInput
                label={w({ vi: 'Tên nơi đó', en: 'Its name' })}
                value={name}
                onChange={(e) => setName(e.currentTarget.value)}
                required
              />
              <UnitField
                label={{ vi: 'Ở xã nào', en: 'In which unit' }}
                description={{ vi: 'Để trống: địa bàn của bạn.', en: 'Empty: your own area.' }}
                value={areaId}
                onChange={setAreaId}
              />
            </>
          )}
          {lists.length > 1 && (
            <ChoiceField
              label={{ vi: 'Bảng kiểm', en: 'Checklist' }}
              choices={lists.map((l) => ({ value: l.code, words: l.title }))}
              value={list?.code ?? ''}
              onChange={(c) => {
                setCode(c)
                setSaid({})
              }}
            />
          )}
          <Read of={known}>
            {() => (
              <Stack gap="md">
                {list?.note && (
                  <p className="pd-muted" style={{ margin: 0 }}>
                    {w(list.note)}
                  </p>
                )}
                {list?.items.map((i) => {
                  const s = said[i.item] ?? {}
                  return (
                    <fieldset key={i.item} style={{ border: 0, padding: 0, margin: 0, minWidth: 0 }}>
                      <legend style={{ padding: 0, marginBottom: 4 }}>
                        <strong>{w(i.words)}</strong>
                        {i.must && <span> ({w({ vi: 'bắt buộc', en: 'must' })})</span>}
                        <br />
                        <span className="pd-muted">
                          {w(i.source)}
                          {!i.confirmed && ` · ${w({ vi: 'chưa kiểm chứng', en: 'unconfirmed' })}`}
                        </span>
                      </legend>
                      {i.points ? (
                        <NumberField
                          label={answerWords.points}
                          value={s.points}
                          min={i.points.min}
                          max={i.points.max}
                          onChange={(points) => change(i.item, { points })}
                        />
                      ) : (
                        <SegmentedControl
                          fullWidth
                          size="lg"
                          styles={{ label: { fontSize: 16, paddingInline: 6 } }}
                          aria-label={w(i.words)}
                          value={s.answer ?? ''}
                          onChange={(answer) => change(i.item, { answer: answer as 'pass' })}
                          data={(['pass', 'fail', 'na'] as const).map((value) => ({ value, label: w(answerWords[value]) }))}
                        />
                      )}
                      {s.answer === 'fail' && (
                        <Stack gap={6} mt={6}>
                          <Textarea
                            autosize
                            minRows={1}
                            label={w({ vi: 'Thấy gì, phải sửa gì', en: 'What was seen, what to mend' })}
                            value={s.finding ?? ''}
                            onChange={(e) => change(i.item, { finding: e.currentTarget.value })}
                          />
                          <Checkbox
                            size="md"
                            label={w({ vi: 'Giao thành nhiệm vụ ngay', en: 'Give it as a task now' })}
                            checked={s.give ?? true}
                            onChange={(e) => change(i.item, { give: e.currentTarget.checked })}
                          />
                        </Stack>
                      )}
                    </fieldset>
                  )
                })}
              </Stack>
            )}
          </Read>
          <Textarea
            autosize
            minRows={2}
            label={w({ vi: 'Tồn tại khác, giao thành nhiệm vụ', en: 'Another finding, given as a task' })}
            value={extra}
            onChange={(e) => setExtra(e.currentTarget.value)}
          />
          {(failed.length > 0 || extra.trim()) && (
            <DayField label={{ vi: 'Hạn khắc phục', en: 'To be mended by' }} value={dueOn} onChange={setDueOn} />
          )}
          <Textarea
            autosize
            minRows={2}
            label={w({ vi: 'Nhận xét (không ghi tên người dân)', en: 'Remarks (no names of residents)' })}
            value={note}
            onChange={(e) => setNote(e.currentTarget.value)}
          />
          <Checkbox
            size="md"
            label={w({ vi: 'Đột xuất, không báo trước', en: 'Unannounced' })}
            checked={surprise}
            onChange={(e) => setSurprise(e.currentTarget.checked)}
          />
          <Pictures pictures={pictures} onChange={setPictures} takenAt={() => nowOf(instance)} where={where} />
          {problem && !sending.recorded && <NotSent problem={problem} />}
          <Group justify="flex-end" gap="sm">
            <Button size="lg" variant="default" onClick={leave} disabled={busy}>
              {w({ vi: 'Quay lại', en: 'Go back' })}
            </Button>
            <Button size="lg" type="submit" loading={busy} disabled={blocked}>
              {problem ? w({ vi: 'Gửi lại', en: 'Send again' }) : w({ vi: 'Gửi', en: 'Send' })}
            </Button>
          </Group>
        </Stack>
      </form>
      {sending.recorded && (
        <Stack gap="md">
          <p style={{ margin: 0 }} role="status">
            <strong>{w({ vi: 'Biên bản đã ghi.', en: 'The inspection is recorded.' })}</strong>{' '}
            {sending.older &&
              w({
                vi: 'Máy chủ đã nhận từ lần gửi trước, lúc mạng mất chưa kịp báo lại: phần sửa sau lần gửi đó không có trong biên bản. Mở biên bản ở “Đã kiểm tra” xem lại; sai thì hủy rồi ghi lại. ',
                en: 'The server had taken it in as it was sent before, when its answer was lost: what you changed since is not in it. Look at it under “Made”; where it is wrong, void it and record it again. ',
              })}
            {sending.left.length > 0 &&
              `${w({ vi: 'Ảnh chưa gửi xong: ', en: 'Photos not sent yet: ' })}${sending.left.map((p) => p.name).join(', ')}.`}
          </p>
          {problem && <NotSent problem={problem} />}
          <Group justify="flex-end" gap="sm">
            <Button size="lg" variant="default" onClick={leave} disabled={busy}>
              {nothingLeft ? w({ vi: 'Đóng', en: 'Close' }) : w({ vi: 'Bỏ ảnh còn lại', en: 'Leave them out' })}
            </Button>
            {!nothingLeft && (
              <Button
                size="lg"
                loading={busy}
                onClick={async () => {
                  if (await sending.sendLeft(ids.inspectionId)) onClose()
                }}
              >
                {w({ vi: 'Gửi nốt ảnh', en: 'Send the rest' })}
              </Button>
            )}
          </Group>
        </Stack>
      )}
      <ConfirmDialog
        opened={leaving}
        onClose={() => setLeaving(false)}
        title={{ vi: 'Đóng khi chưa gửi', en: 'Close without sending' }}
        consequence={
          sending.recorded
            ? w({
                vi: 'Biên bản đã ghi; các ảnh chưa gửi thì mất.',
                en: 'The inspection is recorded; the photos not sent are lost.',
              })
            : w({
                vi: 'Trang này không giữ lại: những gì đã ghi sẽ mất.',
                en: 'This page keeps nothing: what you wrote is lost.',
              })
        }
        confirm={{ vi: 'Đóng, bỏ những gì chưa gửi', en: 'Close and lose it' }}
        onConfirm={onClose}
      />
    </Modal>
  )
}

/** Why it was not sent, that the form is the only place where it stands, and where one writes without a network. */
function NotSent({ problem }: { problem: ProblemDocument }) {
  const { w } = useLanguage()
  return (
    <ProblemAlert
      problem={problem}
      takeFocus
      kept={{
        vi: 'Những gì đã ghi còn nguyên trên màn hình này, không nằm ở đâu khác: đừng đóng trang, sửa hoặc đợi có mạng rồi gửi lại.',
        en: 'What you wrote is still on this screen and nowhere else: leave the page open, mend it or wait for the network, then send again.',
      }}
      actions={
        <span>
          {w({ vi: 'Nơi hay mất mạng, lần sau ghi bằng ', en: 'Where the network is poor, next time use ' })}
          <a href="/field/" target="_blank" rel="noreferrer">
            {w({ vi: 'Pháo Đài trên điện thoại', en: 'Pháo Đài on the phone' })}
          </a>
          {w({
            vi: ': bản đang ghi được mã hóa trên máy, tắt máy không mất.',
            en: ': what you write is sealed there and outlives a dead battery.',
          })}
        </span>
      }
    />
  )
}
