/** A made-up team for the gallery and the tests: no such person or door exists. */
import { addDays } from '@phaodai/ui/formats.ts'
import type { Door, Held } from './model/held.ts'

export const DAY = '2021-02-22'
const id = (kind: number, n: number): string =>
  `0195${String(kind).padStart(4, '0')}-0000-7000-8000-${String(n).padStart(12, '0')}`
const heads = ['Nguyễn Văn Thử', 'Trần Thị Mẫu', 'Lê Đức Giả', 'Phạm Thu Thử', 'Đỗ Hữu Mẫu', 'Vũ Kim Giả', 'Hoàng Minh Thử']
const others = ['Nguyễn Thị Thử', 'Trần Văn Mẫu', 'Lê Ngọc Giả', 'Đặng Quang Thử']

export function madeUpDoors(n: number): Door[] {
  return Array.from({ length: n }, (_, i) => ({
    householdId: id(1, i + 1),
    teamId: id(0, 1),
    order: i + 1,
    door: String(i * 2 + 1),
    address: `Số ${i * 2 + 1}, ngõ ${1 + Math.floor(i / 12)}, thôn Đông`,
    headName: heads[i % heads.length]!,
    people: Array.from({ length: 2 + (i % 4) }, (_, j) => ({
      subjectId: id(2, i * 10 + j + 1),
      name: j === 0 ? heads[i % heads.length]! : others[(i + j) % others.length]!,
      birthYear: j === 0 ? 1942 + ((i * 7) % 45) : 1975 + ((i * 5 + j * 9) % 40),
      sex: (i + j) % 2 === 0 ? 'male' : 'female',
      frailId: j === 0 && i % 9 === 2 ? id(3, i) : null,
    })),
  }))
}

/** Two days of rounds behind them, this morning not begun. */
export function madeUpHeld(n = 68, asked = 0): Held {
  const doors = madeUpDoors(n)
  const check = (i: number, day: string, slot: 'morning' | 'evening', answer: 'well' | 'absent' | 'symptom' = 'well') => ({
    ...{
      checkId: id(4, Date.parse(day) / 86_400_000 + i * 100_000 + (slot === 'morning' ? 0 : 50_000)),
      householdId: doors[i]!.householdId,
    },
    ...{ onDay: day, slot, answer, replaces: null, voided: false, lateness: 'none' as const, symptoms: [] },
    capturedAt: `${day}T${slot === 'morning' ? '01' : '10'}:00:00.000Z`,
  })
  const past = [2, 1].flatMap((ago) =>
    doors.flatMap((_, i) => {
      const day = addDays(DAY, -ago)
      const evening = ago === 1 && i % 23 === 5 ? [] : [check(i, day, 'evening', i === 7 && ago === 1 ? 'symptom' : 'well')]
      return [check(i, day, 'morning', i % 17 === 3 ? 'absent' : 'well'), ...evening]
    }),
  )
  const hours = { morning: { from: '05:00', to: '12:00' }, evening: { from: '12:00', to: '21:00' }, confirmed: false }
  const pace = Array.from({ length: 20 }, (_, i) => ({
    day: addDays(DAY, i - 14),
    hours,
    backDays: 3,
    temperatureFrom: 37.5,
    spo2Below: 94,
  }))
  return {
    role: 'team',
    tasks: [],
    inspections: null,
    account: { accountId: id(9, 1), username: 'to1', fullName: 'Bùi Thị Diễn' },
    instance: { mode: 'drill' },
    teams: [{ teamId: id(0, 1), code: '11215-T01', name: 'Tổ số 1', members: ['Bùi Thị Diễn', 'Hồ Văn Tập'] }],
    pace,
    doors,
    checks: [...past, ...doors.slice(0, asked).map((_, i) => check(i, DAY, 'morning'))],
    visits: [],
    movements: [],
    signals: [
      {
        ...{ signalId: id(5, 1), householdId: doors[7]!.householdId, subjectId: doors[7]!.people[0]!.subjectId, name: null },
        ...{ kinds: ['fever', 'cough'], sinceOn: DAY, onDay: addDays(DAY, -1), slot: 'evening', state: 'ordered' },
        ...{ dueAt: `${DAY}T05:00:00.000Z`, result: null, closeReason: null },
      },
      {
        ...{ signalId: id(5, 2), householdId: doors[20]!.householdId, subjectId: doors[20]!.people[1]!.subjectId, name: null },
        ...{ kinds: ['cough'], sinceOn: null, onDay: addDays(DAY, -2), slot: 'morning', state: 'answered' },
        ...{ dueAt: null, result: 'negative', closeReason: null },
      },
    ],
    messages: [
      {
        ...{
          messageId: id(6, 1),
          day: addDays(DAY, -1),
          slot: 'evening',
          sentAt: `${addDays(DAY, -1)}T14:10:00.000Z`,
          readAt: null,
        },
        text: 'Tổ số 1 (11215-T01): buổi chiều ngày 21/02/2021 mới báo 65/68 hộ, còn 3 hộ (hết giờ lúc 21:00). Đề nghị hỏi đủ và gửi báo cáo ngay.',
      },
    ],
    refused: [],
    locked: false,
  }
}
