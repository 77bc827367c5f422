/**
 * The made-up world of the access test: commune A and commune B of two districts, each with one of everything that a route can answer, and
 * commune C of a third, which hands a person to each. Nothing passes between A and B.
 */
import { execute } from '@phaodai/kernel/command.ts'
import { throughDoor } from '@phaodai/kernel/door.ts'
import { newId } from '@phaodai/kernel/ids.ts'
import { enrol } from '@phaodai/modules/devices/enrol.commands.ts'
import { push } from '@phaodai/modules/devices/push.commands.ts'
import { doors, operations } from '../apps/api/wiring.ts'
import { phoneRoles } from '../modules/devices/devices.contract.ts'
import { makeWork } from './access.directives.ts'
import { makeInspection } from './access.inspections.ts'
import type { TestApp, TestPost } from './database.ts'

export const disease = 'covid19'
export type Input = Record<string, unknown>
/** What answers hold that this world goes on with. */
interface Answer
  extends Record<
    'subjectId' | 'code' | 'contactId' | 'orderId' | 'resultId' | 'sampleId' | 'accountId' | 'postId' | 'username',
    string
  > {
  [id: `${string}Id`]: string
  secret: string
  pending: string
  orders: { orderId: string }[]
  sessions: { sessionId: string }[]
  people: { subjectId: string }[]
  rows: { subjectId: string; barcode: string }[]
}

const byName = new Map(operations.map((o) => [o.verb.name, o]))

/** Runs a verb by its name in a post, past HTTP; for making the world. */
export const act = async (t: TestApp, post: TestPost, name: string, input: Input): Promise<Answer> => {
  const operation = byName.get(name)
  if (!operation) throw new Error(`no verb ${name}`)
  return (await execute(t.app, operation, input, { postId: post.postId, opId: newId() })) as unknown as Answer
}

export interface Person {
  subjectId: string
  code: string
  fullName: string
  idNumber: string
  phone: string
}

export interface Side {
  letter: string
  areaId: number
  code: string
  districtId: number
  districtCode: string
  provinceId: number
  hamlets: [number, number]
  householdId: string
  f0: Person
  f1: Person
  f2: Person
  /** Lives in the second hamlet; was where the F0 was. */
  neighbour: Person
  twins: [Person, Person]
  merged: [Person, Person]
  mergeId: string
  placeId: string
  contactId: string
  testOrderId: string
  sampleId: string
  resultId: string
  barcode: string
  orderId: string
  /** Held at this side's site by that order. */
  held: Person
  jobId: string
  referralId: string
  responsibilityId: string
  officer: { accountId: string; postId: string; username: string }
  sessionId: string
  /** An operation that lowered levels here. */
  loweredBy: string
  laboratory: TestPost
  site: TestPost
  cdc: TestPost
  field: Field
  behind: Behind
  duty: Duty
  /** A task of this side's commune, with evidence. */
  work: { taskId: string; evidenceId: string; measuredId: string; directiveId: string }
  reportId: string
  /** A frozen week of the side's commune. */
  periodId: string
  rumourId: string
  answerId: string
  briefingId: string
  /** An inspection of this side, its finding without a task, its photo; somebody whom a hospital found first. */
  inspected: { inspectionId: string; findingId: string; photoId: string; unreportedId: string }
}

/** What the law asks to be recorded here. */
export interface Duty {
  eventId: string
  violationId: string
  evidenceId: string
}

/** What came through doors without an account. */
export interface Behind {
  sentinelId: string
  inpatientId: string
  declarationId: string
  /** What this side's QR says. */
  token: string
  sweepId: string
  returneeId: string
}

/** What a community team of the first hamlet has: its home is the side's. */
export interface Field {
  teamId: string
  memberId: string
  recordId: string
  checkId: string
  refusedId: string
  signalId: string
  movementId: string
  frailId: string
  messageId: string
}

export interface World {
  t: TestApp
  operator: TestPost
  carrier: { post: TestPost; person: Person }
}

let count = 0
/** Words that only this side's texts hold. */
export const word = (letter: string) => ({ A: 'Ưởng', B: 'Quểnh', C: 'Doãng' })[letter] ?? letter

/** One more made-up person of a commune. */
export async function someone(
  w: Pick<World, 't' | 'operator'>,
  s: { letter: string; areaId: number },
  more: Input = {},
): Promise<Person> {
  count++
  const serial = String(count).padStart(6, '0')
  const fullName =
    (more.fullName as string | undefined) ??
    `${word(s.letter)} ${given[count % given.length]} ${given[(count * 7 + 3) % given.length]}`
  const [idNumber, phone] = [`003190${serial}`, `0540${serial}`]
  const made = await act(w.t, w.operator, 'people.register', {
    communeId: s.areaId,
    birth: { year: 1950 + (count % 50), month: 1 + (count % 12), day: 1 + (count % 28) },
    idNumber,
    phone,
    address: `ngõ ${word(s.letter)} ${count}`,
    ...more,
    fullName,
  })
  return { subjectId: made.subjectId!, code: made.code!, fullName, idNumber, phone }
}
const given = ['An', 'Bích', 'Chi', 'Dung', 'Giang', 'Hà', 'Khoa', 'Lan', 'Minh', 'Nga', 'Oanh']

export const barcodeOf = (letter: string): string => `TC${letter}${String(++count).padStart(5, '0')}`

/** A sample of a person, taken by the operator, not yet at a laboratory. */
export async function sampleOf(w: World, s: Side, of: Person = s.f2): Promise<{ sampleId: string; barcode: string }> {
  const barcode = barcodeOf(s.letter)
  const made = await act(w.t, w.operator, 'laboratory.take-sample', {
    subjectId: of.subjectId,
    disease,
    barcode,
    identityCheck: 'cccd',
  })
  return { sampleId: made.sampleId!, barcode }
}

/** A sample that this side's laboratory has received, with or without a negative result. */
export async function received(
  w: World,
  s: Side,
  answered = false,
): Promise<{ sampleId: string; barcode: string; resultId: string }> {
  const { sampleId, barcode } = await sampleOf(w, s)
  await act(w.t, s.laboratory, 'laboratory.receive', { barcode })
  if (!answered) return { sampleId, barcode, resultId: '' }
  const { resultId } = await act(w.t, s.laboratory, 'laboratory.release-result', { sampleId, method: 'pcr', value: 'negative' })
  return { sampleId, barcode, resultId: resultId! }
}

/** Somebody new who has become F1 of this side's F0, and the contact that made it so. */
export async function newF1(w: World, s: Side): Promise<{ person: Person; contactId: string }> {
  const person = await someone(w, s, { hamletId: s.hamlets[0] })
  const { contactId } = await act(w.t, w.operator, 'tracing.declare-contact', {
    ...close,
    subjectId: s.f0.subjectId,
    otherId: person.subjectId,
  })
  return { person, contactId: contactId! }
}
const close = {
  disease,
  firstOn: '2021-02-18',
  lastOn: '2021-02-19',
  minutes: 60,
  distanceM: 1,
  masked: false,
  closedSpace: true,
}

/** An order that holds somebody new at this side's site. */
export async function newOrder(w: World, s: Side): Promise<{ orderId: string; held: Person }> {
  const { person } = await newF1(w, s)
  const made = await act(w.t, w.operator, 'quarantine.issue', {
    subjectIds: [person.subjectId],
    disease,
    place: 'site',
    placeName: `khu ${word(s.letter)}`,
    bodyId: s.site.bodyId,
    signer: `Trưởng ban ${word(s.letter)}`,
  })
  return { orderId: made.orders![0]!.orderId, held: person }
}

/** An account below everyone who keeps accounts here. */
export async function newOfficer(w: World, s: Side): Promise<{ accountId: string; postId: string; username: string }> {
  const made = await act(w.t, w.operator, 'identity.create-account', {
    username: `to-${s.letter.toLowerCase()}-${++count}`,
    fullName: `Tổ viên ${word(s.letter)} ${count}`,
    role: 'team',
    areaId: s.areaId,
    hamletId: s.hamlets[0],
  })
  return { accountId: made.accountId!, postId: made.postId!, username: made.username! }
}

export const asked = { onDay: '2021-02-21', slot: 'morning', capturedAt: '2021-02-21T08:30:00+07:00' }

/** A round of one check at this side's home, written down by the operator; with someone who coughs, if told so. */
export async function newCheck(w: World, s: Side, cough?: Input): Promise<{ checkId: string; signalId: string }> {
  const [checkId, signalId] = [newId(), newId()]
  const answer = cough ? { answer: 'symptom', symptoms: [{ signalId, kinds: ['cough'], ...cough }] } : { answer: 'well' }
  const check = { checkId, householdId: s.householdId, ...asked, ...answer }
  await act(w.t, w.operator, 'checks.push-round', { communeId: s.areaId, checks: [check] })
  return { checkId, signalId }
}

/** A check that is refused, and waits for a person. */
export async function newRefusal(w: World, s: Side): Promise<string> {
  const check = { checkId: newId(), householdId: s.householdId, ...asked, answer: 'well', onDay: '2021-01-01' }
  const made = await act(w.t, w.operator, 'checks.push-round', { communeId: s.areaId, checks: [check] })
  return (made as unknown as { outcomes: { refusedId: string }[] }).outcomes[0]!.refusedId
}

export const isMember = (post: TestPost): boolean => post.username.startsWith('team-')
/** Whose post may have a phone of its own. */
export const hasPhone = (post: TestPost): boolean => phoneRoles.some((role) => post.username.startsWith(`${role}-`))

/** A member of the side's team, with a post of their own. */
export async function newMember(w: World, s: Side): Promise<TestPost> {
  const post = await w.t.post('team', s.code, { hamletId: s.hamlets[0] })
  await act(w.t, w.operator, 'checks.add-member', { teamId: s.field.teamId, postId: post.postId, fromOn: '2021-02-20' })
  return post
}

/** A phone of that member. */
export async function newDevice(member: TestPost): Promise<string> {
  const deviceId = newId()
  await member.as(enrol, { deviceId, handsetId: newId() })
  return deviceId
}

/** What a phone of the side recorded and was refused: a movement at a home that is not there. */
export async function newRefusedOperation(w: World, s: Side): Promise<string> {
  const member = await newMember(w, s)
  const input = { movementId: newId(), householdId: newId(), kind: 'arrival' as const, onDay: asked.onDay }
  const op = {
    opId: newId(),
    verb: 'checks.record-movement',
    input,
    capturedAt: '2021-02-22T08:30:00+07:00',
    clockErrorMs: 0,
    seq: 1,
  }
  const { answers } = await member.as(push, { protocol: 2, deviceId: await newDevice(member), operations: [op] })
  return answers[0]!.refusedId!
}

export async function newTeam(w: World, s: Side): Promise<string> {
  const made = await act(w.t, w.operator, 'checks.make-team', {
    communeId: s.areaId,
    hamletId: s.hamlets[0],
    name: `Tổ ${word(s.letter)} ${++count}`,
    fromOn: '2021-02-20',
  })
  return made.teamId as string
}

/** The side's team: a member, a record, a check, a refused one, a cough, a movement, someone frail, a reminder. */
async function makeTeamField(w: World, s: Side): Promise<Field> {
  const run = (name: string, input: Input) => act(w.t, w.operator, name, input)
  const teamId = await newTeam(w, s)
  const { memberId } = await run('checks.add-member', { teamId, postId: (await newOfficer(w, s)).postId, lead: true })
  const { recordId } = await run('checks.add-record', { teamId, kind: 'guide', item: `Trạm trưởng ${word(s.letter)}` })
  await run('checks.assign', { teamId, householdIds: [s.householdId], fromOn: '2021-02-20' })
  const { checkId, signalId } = await newCheck(w, s, { subjectId: s.f1.subjectId })
  const movementId = newId()
  await run('checks.record-movement', {
    communeId: s.areaId,
    movementId,
    householdId: s.householdId,
    kind: 'arrival',
    subjectId: s.f1.subjectId,
    place: `bến ${word(s.letter)}`,
    ...{ onDay: asked.onDay, capturedAt: asked.capturedAt },
  })
  const { frailId } = await run('checks.flag-frail', { subjectId: s.f0.subjectId, reasons: ['chronic'] })
  await run('checks.remind', { teamIds: [teamId], day: '2021-02-21', slot: 'evening' })
  const [message] = await w.t.rows<{ id: string }>('select message_id as id from team_message where team_id = $1', [teamId])
  const refusedId = await newRefusal(w, s)
  return {
    ...{ teamId, checkId, signalId, movementId, refusedId, messageId: message!.id },
    ...{ memberId: memberId as string, recordId: recordId as string, frailId: frailId as string },
  }
}

const behind = new Map(doors.map((d) => [d.verb.name, d]))
/** Goes through a door by its verb's name. */
export const enter = async (
  t: TestApp,
  name: string,
  key: string,
  input: Input,
  device = 'may-cua-diem-bao-0123456789',
): Promise<Input> => (await throughDoor(t.app, behind.get(name)!, input, { key, device, opId: newId() })) as Input

/** This side's hospital with its link, somebody of this side who coughed there, somebody who lies in. */
async function makeBehind(w: World, s: Side): Promise<Behind> {
  const run = (name: string, input: Input) => act(w.t, w.operator, name, input)
  const made = await run('sentinels.register', { communeId: s.areaId, kind: 'hospital', name: `Bệnh viện ${word(s.letter)}` })
  const sentinelId = made.sentinelId as string
  const { key } = (await run('sentinels.issue-link', { sentinelId })) as unknown as { key: string }
  const inpatientId = newId()
  await enter(w.t, 'sentinels.report', key, {
    ...{ reportId: newId(), signalId: newId(), who: `${word(s.letter)} Thị Ho`, communeId: s.areaId, hamletId: s.hamlets[0] },
    ...{ kinds: ['cough'], phone: '0540999999', address: `ngõ ${word(s.letter)}` },
  })
  await enter(w.t, 'sentinels.admit', key, { inpatientId, recordNo: `BA${++count}`, who: `${word(s.letter)} Văn Nằm` })
  const declarationId = newId()
  const pass = await enter(
    w.t,
    'declarations.declare',
    `cua-nguoi-khai-${s.letter}-0123456789012345678901234567890`,
    declared(s, { declarationId }),
  )
  const { sweepId } = (await run('sweep.start', {
    areaId: s.areaId,
    name: `Rà soát ${word(s.letter)}`,
    startsOn: asked.onDay,
  })) as unknown as { sweepId: string }
  const ticks = [{ tickId: newId(), householdId: s.householdId, outcome: 'done', capturedAt: asked.capturedAt }]
  await run('sweep.tick', { sweepId, communeId: s.areaId, ticks })
  const returneeId = await newReturnee(w, s, sweepId)
  return { sentinelId, inpatientId, declarationId, token: pass.token as string, sweepId, returneeId }
}

/** A declaration of somebody of this side. */
export const declared = (s: Pick<Side, 'letter' | 'areaId'>, more: Input = {}): Input => ({
  ...{ declarationId: newId(), signalId: newId(), fullName: `${word(s.letter)} Thị Khai ${++count}`, communeId: s.areaId },
  ...{ phone: '0540888888', contactCase: false, kinds: ['fever'], fromPlace: `bến ${word(s.letter)}`, ...more },
})

export async function newReturnee(w: World, s: Side, sweepId: string): Promise<string> {
  const returneeId = newId()
  await act(w.t, w.operator, 'sweep.record-returnee', {
    ...{ returneeId, movementId: newId(), sweepId, communeId: s.areaId, householdId: s.householdId, subjectId: s.f1.subjectId },
    ...{ arrivedOn: asked.onDay, fromPlace: `xưởng ${word(s.letter)}`, capturedAt: asked.capturedAt },
  })
  return returneeId
}

/** A mark on a new declaration of this side. */
export async function newDeclaration(w: World, s: Side, marked = false): Promise<{ declarationId: string; markId: string }> {
  const [declarationId, markId] = [newId(), newId()]
  await act(w.t, w.operator, 'declarations.declare-for', { ...declared(s, { declarationId }), seriesId: newId() })
  const evidence = 'camera của chốt cho thấy khác'
  if (marked) await act(w.t, w.operator, 'declarations.mark-false', { markId, declarationId, evidence })
  return { declarationId, markId }
}

export async function newSentinel(w: World, s: Side): Promise<string> {
  const made = await act(w.t, w.operator, 'sentinels.register', {
    communeId: s.areaId,
    kind: 'pharmacy',
    name: `Nhà thuốc ${++count}`,
  })
  return made.sentinelId as string
}

export const violationOf = (s: Side, more: Input = {}): Input => ({
  ...{ violationId: newId(), communeId: s.areaId, onDay: asked.onDay, place: `chợ ${word(s.letter)}`, actCode: 'khau-trang' },
  ...{ subjectId: s.f2.subjectId, description: 'không đeo khẩu trang ở chợ', ...more },
})
export const newViolation = async (w: World, s: Side, more: Input = {}): Promise<string> =>
  (await act(w.t, w.operator, 'violations.record', violationOf(s, more))).violationId as string

export const eventOf = (s: Side): Input => ({
  ...{ eventId: newId(), communeId: s.areaId, name: `Họp ${word(s.letter)}`, organiser: `UBND ${word(s.letter)}` },
  ...{ place: `đình ${word(s.letter)}`, setting: 'indoor', fromOn: '2021-03-05', people: 30 },
})
export const newEvent = async (w: World, s: Side): Promise<string> =>
  (await act(w.t, w.operator, 'events.register', eventOf(s))).eventId as string

async function makeDuty(w: World, s: Side): Promise<Duty> {
  const violationId = await newViolation(w, s)
  const bytes = new TextEncoder().encode(`biên bản ${word(s.letter)}`)
  const { evidenceId } = await act(w.t, w.operator, 'violations.add-evidence', { violationId, fileName: 'bien-ban.txt', bytes })
  return { eventId: await newEvent(w, s), violationId, evidenceId: evidenceId as string }
}

/** A referral that waits for this side: commune C declares a meeting with somebody who lives here. */
export async function newReferral(w: World, s: Side): Promise<string> {
  const person = await someone(w, s, { hamletId: s.hamlets[0] })
  await act(w.t, w.carrier.post, 'tracing.declare-contact', {
    ...close,
    subjectId: w.carrier.person.subjectId,
    otherId: person.subjectId,
  })
  const [row] = await w.t.rows<{ id: string }>('select referral_id as id from referral where subject_id = $1', [person.subjectId])
  return row!.id
}

export const listOf = (s: Side): Uint8Array =>
  new TextEncoder().encode(
    `id,name,commune,onset,reported\n${word(s.letter)}1,${word(s.letter)} Thị Danh Sách,${s.code},2021-02-15,2021-02-17\n`,
  )

/** A roster that speaks of this side's people. */
export const rosterOf = (s: Side): Uint8Array =>
  new TextEncoder().encode(
    `mã hồ sơ,họ tên,công ty,chuyền,ngày,giờ vào,giờ ra\n${s.f1.code},${s.f1.fullName},Xưởng ${word(s.letter)},1,2021-02-18,06:00,14:00\n`,
  )

/** A stay of somebody at this side's place. */
export async function newVisit(w: World, s: Side, subjectId: string): Promise<string> {
  const made = await act(w.t, w.operator, 'tracing.record-visits', {
    subjectId,
    disease,
    visits: [{ placeId: s.placeId, fromAt: '2021-02-19T08:00:00+07:00', toAt: '2021-02-19T09:00:00+07:00' }],
  })
  return (made as unknown as { visitIds: string[] }).visitIds[0]!
}

/** An import of this side that waits for its file of links. */
export async function newJob(w: World, s: Side): Promise<string> {
  const made = await act(w.t, s.cdc, 'imports.start', {
    bytes: listOf(s),
    fileName: `${word(s.letter)}.csv`,
    disease,
    list: `Danh sách ${word(s.letter)} ${++count}`,
    mapping: JSON.stringify({ id: 'id', name: 'name', commune: 'commune', onset: 'onset', reported: 'reported' }),
    waitForLinks: 'true',
  })
  return made.jobId!
}

/** Commune C with its F0, whose meetings reach into A and B. */
export async function makeCarrier(t: TestApp, operator: TestPost, code: string): Promise<World['carrier']> {
  const post = await t.post('commune', code)
  const person = await someone({ t, operator }, { letter: 'C', areaId: post.area.areaId })
  await act(t, operator, 'cases.report', {
    subjectId: person.subjectId,
    disease,
    confirmedOn: '2021-02-20',
    reportedOn: '2021-02-20',
  })
  return { post, person }
}

/** One of everything in a commune. */
export async function makeSide(w: World, letter: string, code: string): Promise<Side> {
  const { t, operator } = w
  const run = (name: string, input: Input) => act(t, operator, name, input)
  const { areaId } = await t.area(code)
  const [district] = await t.rows<{ id: number; code: string }>(
    'select d.area_id as id, d.code from area c join area d on d.area_id = c.parent_id where c.area_id = $1',
    [areaId],
  )
  const laboratory = await t.post('laboratory', code, { body: `Phòng xét nghiệm ${word(letter)}` })
  const site = await t.post('site', code, { body: `Khu cách ly ${word(letter)}` })
  const cdc = await t.post('cdc', code)
  const hamlet = async (name: string) =>
    Number((await run('areas.add-hamlet', { communeId: areaId, type: 'thôn', name })).hamletId)
  const hamlets: [number, number] = [await hamlet('1'), await hamlet('2')]
  const household = await run('people.add-household', {
    communeId: areaId,
    hamletId: hamlets[0],
    address: `nhà ${word(letter)}`,
    headName: `${word(letter)} Chủ Hộ`,
  })
  const householdId = household.householdId as string
  const person = (more: Input = {}) => someone(w, { letter, areaId }, { hamletId: hamlets[0], ...more })
  const f0 = await person({ householdId })
  const f1 = await person({ householdId })
  const f2 = await person()
  const neighbour = await person({ hamletId: hamlets[1] })
  const alike = { fullName: `${word(letter)} Văn Trùng`, birth: { year: 1980, month: 2, day: 3 } }
  const twins: [Person, Person] = [await person(alike), await person({ ...alike, idNumber: null })]
  const same = { fullName: `${word(letter)} Văn Gộp`, birth: { year: 1981, month: 2, day: 3 } }
  const merged: [Person, Person] = [await person(same), await person({ ...same, idNumber: null })]
  const merge = await run('people.decide-duplicate', {
    aSubjectId: merged[0].subjectId,
    bSubjectId: merged[1].subjectId,
    decision: 'same',
    reason: 'cùng một người',
  })

  await run('cases.report', {
    subjectId: f0.subjectId,
    disease,
    sampledOn: '2021-02-19',
    confirmedOn: '2021-02-20',
    reportedOn: '2021-02-20',
    origin: 'community',
  })
  await run('cases.record-onset', {
    subjectId: f0.subjectId,
    disease,
    onsetOn: '2021-02-17',
    symptoms: ['sốt'],
    source: `trạm ${word(letter)}`,
  })
  const contact = await run('tracing.declare-contact', {
    ...close,
    subjectId: f0.subjectId,
    otherId: f1.subjectId,
    placeText: `chợ ${word(letter)}`,
  })
  await run('tracing.declare-contact', { ...close, subjectId: f1.subjectId, otherId: f2.subjectId })
  const place = await run('tracing.add-place', { communeId: areaId, name: `xưởng ${word(letter)}`, kind: 'market' })
  for (const who of [f0, neighbour])
    await run('tracing.record-visits', {
      subjectId: who.subjectId,
      disease,
      visits: [{ placeId: place.placeId, fromAt: '2021-02-18T08:00:00+07:00', toAt: '2021-02-18T11:00:00+07:00' }],
    })
  await run('tracing.record-call', {
    subjectId: f1.subjectId,
    disease,
    outcome: 'reached',
    toldLevel: 'F1',
    note: `gặp ${word(letter)}`,
  })
  await run('tracing.save-investigation', { subjectId: f0.subjectId, disease, basedOn: 0, form: { interviewedOn: '2021-02-21' } })

  const order = await run('laboratory.order-test', { subjectId: f1.subjectId, disease, reason: 'F1' })
  const side = {
    ...{
      letter,
      areaId,
      code,
      districtId: district!.id,
      districtCode: district!.code,
      provinceId: operator.area.areaId,
      hamlets,
      householdId,
    },
    ...{ f0, f1, f2, neighbour, twins, merged, laboratory, site, cdc },
    mergeId: merge.mergeId as string,
    placeId: place.placeId as string,
    contactId: contact.contactId as string,
    testOrderId: order.orderId as string,
  } as Side
  Object.assign(side, await received(w, side, true))
  await sampleOf(w, side, f1)
  Object.assign(side, await newOrder(w, side))
  side.jobId = await newJob(w, side)
  side.referralId = await newReferral(w, side)

  side.officer = await newOfficer(w, side)
  const responsibility = await run('areas.assign-responsibility', {
    areaId,
    accountId: side.officer.accountId,
    document: `số 1/${word(letter)}`,
  })
  side.responsibilityId = responsibility.responsibilityId as string
  const token = await act(t, cdc, 'identity.create-token', { label: `máy ${word(letter)}` })
  side.sessionId = token.sessionId as string
  // somebody told F1 whose source then proves wrong: levels fall, and those told are listed
  const wrong = await newF1(w, side)
  await run('tracing.record-call', { subjectId: wrong.person.subjectId, disease, outcome: 'reached', toldLevel: 'F1' })
  await run('tracing.void-contact', { contactId: wrong.contactId, reason: 'nhầm người' })
  const [fall] = await t.rows<{ op: string }>(
    'select op_id as op from classification_change where subject_id = $1 and to_level is null',
    [wrong.person.subjectId],
  )
  side.loweredBy = fall!.op
  side.field = await makeTeamField(w, side)
  side.behind = await makeBehind(w, side)
  side.duty = await makeDuty(w, side)
  side.work = await makeWork(w, side)
  side.reportId = await newReport(w, side)
  side.periodId = await newPeriod(w, side)
  side.rumourId = await newRumour(w, side)
  const said = { rumourId: side.rumourId, verdict: 'false', answer: 'không đúng', answeredBy: 'Ban Chỉ đạo xã' }
  side.briefingId = await newBriefing(w, side)
  side.answerId = (await act(w.t, w.operator, 'reports.answer-rumour', said)).answerId!
  side.inspected = await makeInspection(w, side)
  return side
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** The one statement that reads every row of a commune. */
let everything: Promise<string> | undefined

/** The ids that stand in any row of some areas. */
export async function idsOf(t: TestApp, areas: number[]): Promise<Set<string>> {
  everything ??= t
    .rows<{ name: string }>(
      "select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'commune_id' order by 1",
    )
    .then((tables) =>
      tables
        .filter(({ name }) => !['audit', 'operation', 'event'].includes(name))
        .map(({ name }) => `select to_jsonb(x)::text as row from "${name}" x where commune_id = any ($1)`)
        .join(' union all '),
    )
  const rows = await t.rows<{ row: string }>(await everything, [areas])
  return new Set(rows.flatMap((r) => r.row.match(UUID) ?? []))
}

const SENT = 'select payload::text as sent from refused_check where commune_id = $1'

const wordsOf = (side: Side): string[] => {
  const people = [side.f0, side.f1, side.f2, side.neighbour, ...side.twins, ...side.merged]
  const ofPeople = people.flatMap((p) => [p.code, p.idNumber, p.phone])
  return [word(side.letter), side.barcode, side.officer.username, side.sessionId, ...ofPeople]
}

/** Texts and ids that stand in rows of one side only: nothing of them may reach the other. */
export async function marksOf(t: TestApp, side: Side, others: number[]): Promise<string[]> {
  const [ids, theirs] = [await idsOf(t, [side.areaId]), await idsOf(t, others)]
  return [...[...ids].filter((id) => !theirs.has(id)), ...wordsOf(side)]
}

/** What of a side stands in an answer and not in what was asked: the same marks, looked up, as rows of the side may come at any time. */
export type Leaks = (text: string, asked: string) => Promise<string[]>

/**
 * @param known ids that the asker's area already held before it asked anything
 * @param carriers areas whose own posts handed something to the side: what stands there too is no secret of it
 */
export async function leaksOf(
  t: TestApp,
  side: Side,
  asker: Side,
  known: ReadonlySet<string>,
  carriers: number[],
): Promise<Leaks> {
  const ids = await idsOf(t, [side.areaId])
  const words = wordsOf(side)
  return async (text, asked) => {
    const found = words.filter((mark) => text.includes(mark) && !asked.includes(mark))
    const seen = [...new Set(text.match(UUID))].filter((id) => ids.has(id) && !known.has(id) && !asked.includes(id))
    if (seen.length === 0) return found
    const carried = await idsOf(t, carriers)
    // what the asker itself had sent with an id of the other in it, and was refused, it may read again
    const own = (await t.rows<{ sent: string }>(SENT, [asker.areaId])).map((r) => r.sent).join()
    return [...found, ...seen.filter((id) => !carried.has(id) && !own.includes(id))]
  }
}

let daysBack = 0
/** A day of which nobody has reported yet. */
export const oldDay = (): string => new Date(Date.UTC(2021, 0, 31) - 86_400_000 * daysBack++).toISOString().slice(0, 10)

/** A frozen report of the side's commune, of a day of its own; signed where asked for. */
export async function newReport(w: World, s: Side, signed = false): Promise<string> {
  const asked = { areaId: s.areaId, day: oldDay(), hour: '00:00', reason: 'lý do đã ghi rõ' }
  const { reportId } = await act(w.t, w.operator, 'reports.freeze', asked)
  if (signed) await act(w.t, w.operator, 'reports.sign', { reportId, signer: 'Nguyễn Văn Mẫu', title: 'Chủ tịch' })
  return reportId!
}

let weeksBack = 0
/** A day of a week of which nobody has reported yet. */
export const oldWeek = (): string => new Date(Date.UTC(2021, 0, 31) - 7 * 86_400_000 * weeksBack++).toISOString().slice(0, 10)

/** A frozen week of the side's commune; signed where asked for. */
export async function newPeriod(w: World, s: Side, signed = false): Promise<string> {
  const { reportId } = await act(w.t, w.operator, 'reports.freeze-period', { kind: 'week', day: oldWeek(), areaId: s.areaId })
  if (signed) await act(w.t, w.operator, 'reports.sign-period', { reportId, signer: 'Nguyễn Văn Mẫu', title: 'Chủ tịch' })
  return reportId!
}

/** Something that was heard in the side's commune. */
export const newRumour = async (w: World, s: Side): Promise<string> => {
  const heard = { areaId: s.areaId, heardWhere: 'chợ', content: `nghe nói ở xã ${s.letter} sắp hết gạo` }
  return (await act(w.t, w.operator, 'reports.record-rumour', heard)).rumourId!
}

/** A briefing of the side's committee. */
export async function newBriefing(w: World, s: Side): Promise<string> {
  const asked = { areaId: s.areaId, chair: 'Nguyễn Văn Mẫu', chairTitle: 'Trưởng ban', attended: 'các thành viên', agenda: [] }
  return (await act(w.t, w.operator, 'reports.open-briefing', asked)).briefingId!
}
