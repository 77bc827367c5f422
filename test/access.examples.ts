/** For every verb, inputs aimed at one side of the world. A verb without a row here fails the access test. */
import { newId } from '@phaodai/kernel/ids.ts'
import { signIn } from '@phaodai/modules/identity/identity.signin.ts'
import { directiveExamples } from './access.directives.ts'
import { inspectionExamples } from './access.inspections.ts'
import { totp } from './access.totp.ts'
import {
  act,
  asked,
  barcodeOf,
  declared,
  disease,
  eventOf,
  hasPhone,
  type Input,
  isMember,
  listOf,
  newBriefing,
  newCheck,
  newDeclaration,
  newDevice,
  newEvent,
  newF1,
  newJob,
  newMember,
  newOfficer,
  newOrder,
  newPeriod,
  newReferral,
  newRefusal,
  newRefusedOperation,
  newReport,
  newReturnee,
  newRumour,
  newSentinel,
  newTeam,
  newViolation,
  newVisit,
  oldDay,
  oldWeek,
  received,
  rosterOf,
  type Side,
  sampleOf,
  someone,
  violationOf,
  type World,
} from './access.world.ts'
import type { TestPost } from './database.ts'

export interface Example {
  /** The first is the plain one, used inside the scope; the others are further doors to the same rows. */
  aim: (s: Side, w: World, as: TestPost) => Input[] | Promise<Input[]>
  /** Codes that are a right answer to one who holds the verb, inside the scope. */
  refusals?: string[]
  /** It changes the account itself: each role sends it from an account of its own. */
  ownAccount?: true
  /** A write that is allowed to reach another commune's person whose id the writer already holds, and why. */
  reaches?: string
  /** Whoever holds what is shown is answered, wherever its person lives, and why. */
  holds?: string
}

const reason = 'lý do đã ghi rõ'
const midnight = { hour: '00:00', reason }
const fined = {
  ...{ onDay: asked.onDay, number: '2/QĐ-XPVPHC', signatory: 'Người Ký', body: 'UBND thử', amount: 2_000_000 },
  words: 'theo phân cấp',
}
const newFine = async (w: World, s: Side): Promise<string> => {
  const violationId = await newViolation(w, s)
  await act(w.t, w.operator, 'violations.decide', { violationId, ...fined })
  return violationId
}
const noticeSent = { disease, sentAt: '2021-02-21T09:00:00+07:00', how: 'phone', toBody: 'CDC tỉnh', sentBy: 'Trạm trưởng' }
const newCase = async (w: World, s: Side): Promise<string> => {
  const { subjectId } = await someone(w, s)
  await act(w.t, w.operator, 'cases.report', { subjectId, disease, confirmedOn: '2021-02-21', reportedOn: '2021-02-21' })
  return subjectId
}
const qd2686 = 'vn-covid19-2021-05-31-qd2686'
const levelDecision = (s: Side) => ({
  ...{
    areas: [{ areaId: s.areaId, decisionId: newId() }],
    scale: 'distancing',
    level: 'ct15',
    number: '1/QĐ',
    signedOn: asked.onDay,
  },
  ...{ issuer: 'UBND thử', signatory: 'Người Ký', fromOn: '2021-03-03', untilOn: '2021-03-10' },
})
const newLevel = async (w: World, s: Side): Promise<string> => {
  const input = levelDecision(s)
  await act(w.t, w.operator, 'levels.decide', input)
  return input.areas[0]!.decisionId
}
const fortnight = { from: '2021-02-10T00:00:00+07:00', to: '2021-02-24T00:00:00+07:00' }
const one = (input: Input = {}): Example => ({ aim: () => [input] })
const of = (aim: (s: Side) => Input[], more: Partial<Example> = {}): Example => ({ aim, ...more })
const order = { documentNo: '12/QĐ-UBND', issuedOn: '2021-02-20', signer: 'Nguyễn Văn Mẫu' }
/** A list: of everything in the scope; the test adds every area that its shape takes. */
const list = (more: Input = {}): Example => one(more)
const fresh = (aim: (s: Side, w: World, as: TestPost) => Promise<Input>, more: Partial<Example> = {}): Example => ({
  aim: async (s, w, as) => [await aim(s, w, as)],
  ...more,
})
/** Of a person whose record may not be there for a hamlet's team or a body. */
const person = (more: Input = {}) => of((s) => [s.f0, s.f1, s.neighbour].map((p) => ({ subjectId: p.subjectId, ...more })))
/** Of a phone: only who has it sends from it. */
const own = (aim: (as: TestPost, s: Side) => Input | Promise<Input>): Example =>
  fresh(async (s, _, as) => (hasPhone(as) ? aim(as, s) : {}), { ownAccount: true })
const someF1 = (more: (subjectId: string, s: Side) => Input, rest: Partial<Example> = {}): Example =>
  fresh(async (s, w) => more((await newF1(w, s)).person.subjectId, s), rest)
const someNew = (more: (subjectId: string, s: Side) => Input, rest: Partial<Example> = {}): Example =>
  fresh(async (s, w) => more((await someone(w, s, { hamletId: s.hamlets[0] })).subjectId, s), rest)

/** Who keeps accounts is refused by rank, not by scope: an equal or higher post, or a role that is not theirs to give. */
const rank = ['account-above', 'role-above', 'not-grantable', 'grant-not-allowed']
const contact = {
  disease,
  firstOn: '2021-02-18',
  lastOn: '2021-02-19',
  minutes: 60,
  distanceM: 1,
  masked: false,
  closedSpace: true,
}

export const examples: Record<string, Example> = {
  'identity.me': one(),
  'identity.change-password': { ...one({ current: 'test-only', next: 'bốn mùa hoa trái 2021' }), ownAccount: true },
  'identity.enrol-totp': one(),
  'identity.confirm-totp': { aim: async (_, w, as) => [await totp(w, as)], ownAccount: true },
  'identity.create-token': one({ label: 'máy bàn', days: 3 }),
  'identity.sessions': of((s) => [{}, { accountId: s.officer.accountId }, { accountId: s.cdc.accountId }]),
  'identity.revoke-session': {
    aim: async (s, w, as) => {
      await signIn(w.t.app, { username: as.username, password: 'test-only', address: '127.0.0.1' })
      const own = await act(w.t, as, 'identity.sessions', {})
      return [{ sessionId: own.sessions![0]!.sessionId }, { sessionId: s.sessionId }]
    },
    ownAccount: true,
  },
  'identity.accounts': of((s) => [{}, { text: s.officer.username }, { role: 'team' }]),
  'identity.create-account': fresh(
    async (s) => ({ fullName: `Tổ viên ${barcodeOf(s.letter)}`, role: 'team', areaId: s.areaId, hamletId: s.hamlets[0] }),
    { refusals: rank },
  ),
  'identity.import-accounts': fresh(async (s) => ({
    fileName: 'tk.csv',
    bytes: new TextEncoder().encode(`họ và tên,vai trò,địa bàn\nTổ viên ${barcodeOf(s.letter)},team,${s.code}\n`),
  })),
  'identity.reset-password': fresh(async (s, w) => ({ accountId: (await newOfficer(w, s)).accountId }), { refusals: rank }),
  'identity.disable': fresh(async (s, w) => ({ accountId: (await newOfficer(w, s)).accountId }), { refusals: rank }),
  'identity.enable': fresh(async (s, w) => ({ accountId: (await newOfficer(w, s)).accountId }), { refusals: rank }),
  'identity.grant-post': fresh(
    async (s, w) => ({ accountId: (await newOfficer(w, s)).accountId, role: 'team', areaId: s.areaId, hamletId: s.hamlets[1] }),
    { refusals: rank },
  ),
  'identity.end-post': fresh(async (s, w) => ({ postId: (await newOfficer(w, s)).postId }), { refusals: rank }),
  'identity.delegate-post': fresh(async (s, w) => ({
    accountId: (await newOfficer(w, s)).accountId,
    untilOn: '2021-03-01',
    document: 'Quyết định số 5',
  })),
  'identity.audit-log': of((s) => [{}, { subjectId: s.f0.subjectId }, { accountId: s.cdc.accountId }, { action: 'people.' }]),
  'identity.person-reads': person(),

  'areas.units': list(),
  'areas.show': of((s) => [{ areaId: s.areaId }]),
  'areas.resolve': of((s) => [{ text: 'thôn 1, xã An Phú', within: s.districtId }]),
  'areas.convert': of((s) => [{ areaIds: [s.areaId], day: '2025-07-01' }]),
  'areas.bodies': list(),
  'areas.add-body': of((s) => [{ areaId: s.areaId, kind: 'to-cong-tac', name: `Tổ ${barcodeOf(s.letter)}` }]),
  'areas.responsibilities': list(),
  'areas.assign-responsibility': fresh(async (s, w) => ({ areaId: s.areaId, accountId: (await newOfficer(w, s)).accountId })),
  'areas.end-responsibility': fresh(async (s, w) => {
    const accountId = (await newOfficer(w, s)).accountId
    return {
      responsibilityId: (await act(w.t, w.operator, 'areas.assign-responsibility', { areaId: s.areaId, accountId }))
        .responsibilityId,
    }
  }),
  'areas.hamlets': list(),
  'areas.add-hamlet': of((s) => [{ communeId: s.areaId, type: 'thôn', name: barcodeOf(s.letter) }]),

  'policy.in-force': one({ disease }),
  'policy.packs': one({ disease }),
  'policy.pack': one({ code: 'hai-duong-covid19-2021-02-22-tb95' }),
  'policy.history': one({ disease, rule: 'f1Hold' }),
  'policy.profiles': one(),
  'policy.load-pack': { ...one({ pack: { code: 'x' }, order }), refusals: ['pack-invalid'] },
  'policy.shipped': one(),
  'policy.take-shipped': { ...one({ code: 'product-covid19', fingerprint: 'x', order }), refusals: ['shipped-moved'] },
  'policy.withdraw-pack': { ...one({ code: 'product-covid19', version: 1, reason: 'đưa vào nhầm' }), refusals: ['pack-founded'] },
  'policy.load-profile': { ...one({ profile: { code: 'x' } }), refusals: ['profile-invalid'] },

  'people.register': of((s) => [{ communeId: s.areaId, fullName: 'Nguyễn Văn Mới', birth: { year: 1990 } }]),
  'people.add-household': of((s) => [{ communeId: s.areaId, address: 'nhà mới' }]),
  'people.households': of((s) => [{}, { hamletId: s.hamlets[0] }]),
  'people.search': of((s) => [
    { q: s.f0.fullName },
    { q: s.f0.code },
    { q: s.f0.phone },
    { q: s.f0.idNumber },
    { q: s.f0.fullName.split(' ')[0] },
  ]),
  'people.list': of((s) => [{}, { hamletId: s.hamlets[0] }, { householdId: s.householdId }]),
  'people.show': person(),
  'people.open-numbers': person({ reason }),
  'people.set-numbers': someNew((subjectId) => ({ subjectId, phone: '0540999999', reason })),
  'people.move': someNew((subjectId, s) => ({ subjectId, communeId: s.areaId })),
  'people.set-household': someNew((subjectId, s) => ({ subjectId, householdId: s.householdId })),
  'people.duplicates': of((s) => [{}, { subjectId: s.twins[0].subjectId }]),
  'people.decide-duplicate': fresh(async (s, w) => {
    const [a, b] = [await someone(w, s), await someone(w, s)]
    return { aSubjectId: a.subjectId, bSubjectId: b.subjectId, decision: 'different', reason }
  }),
  'people.unmerge': fresh(async (s, w) => {
    const birth = { year: 1985, month: 5, day: 5 }
    const [a, b] = [await someone(w, s, { birth }), await someone(w, s, { birth, idNumber: null })]
    const merged = await act(w.t, w.operator, 'people.decide-duplicate', {
      aSubjectId: a.subjectId,
      bSubjectId: b.subjectId,
      decision: 'same',
      reason,
    })
    return { mergeId: merged.mergeId, reason }
  }),
  'people.export': of((s) => [{}, { hamletId: s.hamlets[0] }]),

  'cases.list': list(),
  'cases.report': someNew((subjectId) => ({ subjectId, disease, confirmedOn: '2021-02-21', reportedOn: '2021-02-21' })),
  'cases.record-onset': someF1((subjectId) => ({ subjectId, disease, onsetOn: '2021-02-20', symptoms: ['ho'], source: 'trạm' })),
  'cases.record-outcome': fresh(async (s, w) => {
    const { subjectId } = await someone(w, s)
    await act(w.t, w.operator, 'cases.report', { subjectId, disease, confirmedOn: '2021-02-21', reportedOn: '2021-02-21' })
    return { subjectId, disease, kind: 'recovered', onDay: '2021-02-22', source: 'bệnh viện' }
  }),
  'cases.void-fact': fresh(async (s, w) => {
    const { subjectId } = await someone(w, s)
    const { confirmationId } = await act(w.t, w.operator, 'cases.report', {
      subjectId,
      disease,
      confirmedOn: '2021-02-21',
      reportedOn: '2021-02-21',
    })
    return { subjectId, kind: 'confirmation', factId: confirmationId, reason }
  }),

  'tracing.levels': of(() => [{}, { level: 'F1' }]),
  'tracing.around': person({ disease }),
  'tracing.declare-contact': fresh(async (s, w) => ({
    ...contact,
    subjectId: s.f0.subjectId,
    otherId: (await someone(w, s)).subjectId,
  })),
  'tracing.void-contact': fresh(async (s, w) => ({ contactId: (await newF1(w, s)).contactId, reason })),
  'tracing.search-places': of((s) => [{}, { q: `quan ${s.letter}` }, { kind: 'venue' }]),
  'tracing.add-place': of((s) => [{ communeId: s.areaId, name: `quán ${barcodeOf(s.letter)}`, kind: 'venue' }]),
  'tracing.record-visits': someNew((subjectId, s) => ({
    subjectId,
    disease,
    visits: [{ placeId: s.placeId, fromAt: '2021-02-20T08:00:00+07:00', toAt: '2021-02-20T09:00:00+07:00' }],
  })),
  'tracing.add-roster': someNew((subjectId, s) => ({
    subjectId,
    disease,
    placeId: s.placeId,
    fromOn: '2021-02-18',
    untilOn: '2021-02-19',
    start: '22:00',
    end: '06:00',
  })),
  'tracing.void-visit': fresh(async (s, w) => {
    const { subjectId } = await someone(w, s, { hamletId: s.hamlets[0] })
    return { subjectId, visitId: await newVisit(w, s, subjectId), reason }
  }),
  'tracing.members': of((s) => [{ placeId: s.placeId, on: '2021-02-19' }]),
  'tracing.edit-place': of((s) => [{ placeId: s.placeId, closedSpace: true, reason }]),
  'tracing.itinerary': person(),
  'tracing.windows': of((s) => [{ subjectIds: [s.f0.subjectId, s.f1.subjectId], disease }]),
  'tracing.candidates': person({ disease }),
  'tracing.decide-candidate': of((s) => [
    {
      subjectId: s.f0.subjectId,
      otherId: s.neighbour.subjectId,
      placeId: s.placeId,
      onDay: '2021-02-18',
      disease,
      decision: 'dismissed',
      reason,
    },
  ]),
  'tracing.assert-transmission': fresh(async (s, w) => ({
    infectorId: s.f0.subjectId,
    infecteeId: (await someone(w, s)).subjectId,
    disease,
  })),
  'tracing.meetings': person({ disease, ...fortnight }),
  'tracing.reach': person({ disease, ...fortnight }),
  'tracing.sources': of((s) => [{ subjectIds: [s.f0.subjectId, s.f1.subjectId], ...fortnight }]),
  'tracing.site': of((s) => [{ placeId: s.placeId, ...fortnight }]),
  'tracing.path': of((s) => [{ subjectId: s.f0.subjectId, goalId: s.f1.subjectId, disease, ...fortnight }]),
  'tracing.engine': one(),
  'tracing.purge-stays': one(),
  'tracing.verify': one(),
  'laboratory.verify': one(),
  'quarantine.verify': one(),
  'tracing.call-list': of(() => [{}, { level: 'F1' }]),
  'tracing.record-call': someF1((subjectId) => ({ subjectId, disease, outcome: 'unreachable' })),
  'tracing.told-after-void': of((s) => [{ opId: s.loweredBy }, { subjectId: s.f1.subjectId }, {}]),
  'tracing.save-investigation': someF1((subjectId) => ({ subjectId, disease, form: { interviewedOn: '2021-02-21' } })),
  'tracing.investigation': person({ disease }),
  'tracing.referrals': of(() => [{}, { state: 'open' }]),
  'tracing.acknowledge-referral': fresh(async (s, w) => ({ referralId: await newReferral(w, s) })),
  'tracing.print-referral': of((s) => [{ referralId: s.referralId }]),

  'laboratory.order-test': someF1((subjectId) => ({ subjectId, disease, reason: 'F1' })),
  'laboratory.orders': of((s) => [{ state: 'all' }, { state: 'all', subjectId: s.f1.subjectId }]),
  'laboratory.take-sample': someF1((subjectId, s) => ({
    subjectId,
    disease,
    barcode: barcodeOf(s.letter),
    identityCheck: 'cccd',
  })),
  'laboratory.samples': of((s) => [{ state: 'all' }, { state: 'all', subjectId: s.f2.subjectId }]),
  'laboratory.receive': fresh(async (s, w) => ({ sampleId: (await sampleOf(w, s)).sampleId }), {
    reaches: 'whoever holds the tube reads its label: a laboratory takes in samples of any commune',
  }),
  'laboratory.release-result': fresh(async (s, w) => ({
    sampleId: (await received(w, s)).sampleId,
    method: 'pcr',
    value: 'negative',
  })),
  'laboratory.correct-result': fresh(async (s, w) => ({
    resultId: (await received(w, s, true)).resultId,
    value: 'inconclusive',
    reason,
  })),
  'laboratory.void-sample': fresh(async (s, w) => ({ sampleId: (await received(w, s, true)).sampleId, reason })),
  'laboratory.results': of((s) => [{}, { subjectId: s.f2.subjectId }]),
  'laboratory.turnaround': of(() => [{}, { by: 'area' }]),

  'quarantine.owed': of(() => [{ state: 'all' }]),
  'quarantine.person-owed': of((s) => [{ subjectId: s.held.subjectId }, { subjectId: s.f1.subjectId }]),
  'quarantine.propose': of((s) => [{ subjectId: s.f1.subjectId }]),
  'quarantine.issue': someF1((subjectId, s) => ({
    subjectIds: [subjectId],
    disease,
    place: 'site',
    bodyId: s.site.bodyId,
    signer: 'Trưởng ban',
  })),
  'quarantine.orders': of((s) => [{ state: 'all' }, { state: 'all', subjectId: s.f1.subjectId }]),
  'quarantine.order': of((s) => [{ orderId: s.orderId }]),
  'quarantine.decision': of((s) => [{ orderId: s.orderId }]),
  'quarantine.release': fresh(async (s, w) => ({ orderId: (await newOrder(w, s)).orderId, signer: 'Trưởng ban' }), {
    refusals: ['release-not-allowed'],
  }),
  'quarantine.void-release': fresh(async (s, w) => ({ orderId: (await newOrder(w, s)).orderId, reason }), {
    refusals: ['order-not-released'],
  }),
  'quarantine.revoke': fresh(async (s, w) => ({ orderId: (await newOrder(w, s)).orderId, reason })),
  'quarantine.told-on-void': of((s) => [{ opId: s.loweredBy }]),
  'quarantine.told-by-order': of((s) => [{}, { subjectId: s.f1.subjectId }]),

  'checks.make-team': of((s) => [{ communeId: s.areaId, hamletId: s.hamlets[0], name: `Tổ ${barcodeOf(s.letter)}` }]),
  'checks.rename-team': of((s) => [{ teamId: s.field.teamId, name: 'Tổ số 1' }]),
  'checks.end-team': fresh(async (s, w) => ({ teamId: await newTeam(w, s), reason })),
  'checks.teams': of(() => [{}, { state: 'all' }]),
  'checks.team': of((s) => [{ teamId: s.field.teamId }]),
  'checks.gaps': list(),
  'checks.set-mend-date': of((s) => [{ communeId: s.areaId, mendBy: '2021-03-01' }]),
  'checks.add-member': fresh(async (s, w) => ({ teamId: s.field.teamId, postId: (await newOfficer(w, s)).postId })),
  'checks.set-lead': of((s) => [{ teamId: s.field.teamId, memberId: s.field.memberId }]),
  'checks.end-member': fresh(async (s, w) => {
    const { postId } = await newOfficer(w, s)
    return { memberId: (await act(w.t, w.operator, 'checks.add-member', { teamId: s.field.teamId, postId })).memberId }
  }),
  'checks.add-record': of((s) => [{ teamId: s.field.teamId, kind: 'equipment', item: 'nhiệt kế', quantity: 2 }]),
  'checks.void-record': fresh(async (s, w) => {
    const record = { teamId: s.field.teamId, kind: 'handbook', item: 'sổ tay' }
    return { recordId: (await act(w.t, w.operator, 'checks.add-record', record)).recordId, reason }
  }),
  'checks.team-people': list(),
  'checks.reset-member': fresh(async (s, w) => ({ accountId: (await newOfficer(w, s)).accountId }), { refusals: rank }),
  'checks.sign-out-member': fresh(async (s, w) => ({ accountId: (await newOfficer(w, s)).accountId }), { refusals: rank }),
  'checks.code-sheet': of((s) => [{ communeId: s.areaId }]),
  'checks.import-teams': of((s) => [
    {
      fileName: 'to.csv',
      bytes: new TextEncoder().encode(`Mã xã,Tổ,Địa chỉ,Chủ hộ\n${s.code},Tổ ${barcodeOf(s.letter)},ngõ 9,Lê Văn Thử\n`),
    },
  ]),
  'checks.homes': of((s) => [{ state: 'all' }, { hamletId: s.hamlets[0] }]),
  'checks.team-posts': of((s) => [{ teamId: s.field.teamId }]),
  'checks.slot-doors': of((s) => [
    { teamId: s.field.teamId, day: asked.onDay, slot: 'morning' },
    { day: asked.onDay, of: 'asked' },
  ]),
  'checks.assign': fresh(async (s, w) => {
    const home = { communeId: s.areaId, hamletId: s.hamlets[0], address: 'nhà mới' }
    const { householdId } = await act(w.t, w.operator, 'people.add-household', home)
    return { teamId: s.field.teamId, householdIds: [householdId] }
  }),
  'checks.unassign': fresh(async (s, w) => {
    const home = { communeId: s.areaId, hamletId: s.hamlets[0], address: 'nhà mới' }
    const { householdId } = await act(w.t, w.operator, 'people.add-household', home)
    await act(w.t, w.operator, 'checks.assign', { teamId: s.field.teamId, householdIds: [householdId] })
    return { householdIds: [householdId], reason }
  }),
  'checks.set-walking-order': of((s) => [{ teamId: s.field.teamId, householdIds: [s.householdId] }]),
  'checks.team-households': of((s) => [{ teamId: s.field.teamId }]),
  'checks.household-teams': of((s) => [{ householdId: s.householdId }]),
  'checks.push-round': of((s) => {
    const check = () => ({ checkId: newId(), householdId: s.householdId, ...asked, answer: 'well' })
    return [{ communeId: s.areaId, checks: [check()] }, { checks: [check()] }]
  }),
  'checks.void-check': fresh(async (s, w) => ({ checkId: (await newCheck(w, s)).checkId, reason })),
  'checks.round': of((s) => [{}, { teamId: s.field.teamId }, { teamId: s.field.teamId, day: asked.onDay }]),
  'checks.household-checks': of((s) => [{ householdId: s.householdId }]),
  'checks.refused': of(() => [{}, { state: 'all' }]),
  'checks.settle-refused': fresh(async (s, w) => ({ refusedId: await newRefusal(w, s), how: 'discard', reason })),
  'devices.enrol': own(() => ({ deviceId: newId(), handsetId: newId() })),
  'devices.lease': own(async (as) => ({ deviceId: await newDevice(as) })),
  'devices.push': own(async (as, s) => {
    const at = { capturedAt: '2021-02-22T08:30:00+07:00', clockErrorMs: 0, seq: 1 }
    const act = { opId: newId(), verb: 'directives.accept-task', input: { taskId: newId() }, ...at }
    if (!isMember(as)) return { protocol: 2, deviceId: await newDevice(as), operations: [act] }
    const check = { checkId: newId(), householdId: s.householdId, ...asked, answer: 'well' }
    const op = { opId: check.checkId, verb: 'checks.push-round', input: check, ...at }
    return { protocol: 2, deviceId: await newDevice(as), operations: [op] }
  }),
  'devices.pull': own(async (as) => ({ protocol: 2, deviceId: await newDevice(as) })),
  'devices.list': list({ state: 'all' }),
  // who keeps no phones revokes their own
  'devices.revoke': fresh(async (s, w, as) => ({
    deviceId: await newDevice(/^(cdc|inspector)-/.test(as.username) ? as : await newMember(w, s)),
    reason,
  })),
  'devices.refused': of(() => [{}, { state: 'all' }]),
  'devices.settle-refused': fresh(async (s, w) => ({ refusedId: await newRefusedOperation(w, s), how: 'discard', reason }), {
    refusals: ['refused-not-yours'],
  }),
  'devices.take-sealed': fresh(
    async (s, w) => {
      const deviceId = await newDevice(await newMember(w, s))
      const sealed = [{ opId: newId(), seq: 1, sealed: 'AQ==' }]
      const file = {
        format: 'phaodai-sealed-operations',
        version: 1,
        deviceId,
        madeAt: '2021-02-22T08:30:00Z',
        operations: sealed,
      }
      return { bytes: new TextEncoder().encode(JSON.stringify(file)) }
    },
    { refusals: ['device-unknown'] },
  ),
  'checks.signals': of((s) => [{ state: 'all' }, { state: 'all', teamId: s.field.teamId }]),
  'checks.clusters': list(),
  'checks.identify-signal': fresh(async (s, w) => ({
    signalId: (await newCheck(w, s, { who: 'khách' })).signalId,
    subjectId: s.f1.subjectId,
  })),
  'checks.close-signal': fresh(async (s, w) => ({ signalId: (await newCheck(w, s, { who: 'khách' })).signalId, reason })),
  'checks.slots': of(() => [
    { day: asked.onDay, slot: 'morning' },
    { day: asked.onDay, slot: 'morning', by: 'team' },
  ]),
  'checks.missed': of(() => [{ days: 3 }]),
  'checks.hours': of(() => [{}, { day: asked.onDay }]),
  'checks.slot-report': of(() => [{ day: asked.onDay, slot: 'morning' }]),
  'checks.remind': of((s) => [{ teamIds: [s.field.teamId], day: asked.onDay, slot: 'evening' }]),
  'checks.messages': of((s) => [{ state: 'all' }, { state: 'all', teamId: s.field.teamId }]),
  'checks.read-message': of((s) => [{ messageId: s.field.messageId }]),
  'checks.verify': one(),
  'checks.record-movement': of((s) => {
    const { onDay, capturedAt } = asked
    const arrival = () => ({ movementId: newId(), householdId: s.householdId, kind: 'arrival', onDay, capturedAt })
    return [{ communeId: s.areaId, ...arrival() }, arrival(), { ...arrival(), subjectId: s.f1.subjectId }]
  }),
  'checks.void-movement': fresh(async (s, w) => {
    const { onDay, capturedAt } = asked
    const movement = {
      movementId: newId(),
      communeId: s.areaId,
      householdId: s.householdId,
      kind: 'departure',
      onDay,
      capturedAt,
    }
    return { movementId: (await act(w.t, w.operator, 'checks.record-movement', movement)).movementId, reason }
  }),
  'checks.movements': of((s) => [{}, { householdId: s.householdId }]),
  'checks.flag-frail': fresh(async (s, w) => ({
    subjectId: (await someone(w, s, { hamletId: s.hamlets[0], householdId: s.householdId })).subjectId,
    reasons: ['elderly'],
  })),
  'checks.unflag-frail': fresh(async (s, w) => {
    const { subjectId } = await someone(w, s, { hamletId: s.hamlets[0], householdId: s.householdId })
    return { frailId: (await act(w.t, w.operator, 'checks.flag-frail', { subjectId, reasons: ['alone'] })).frailId, reason }
  }),
  'checks.frail': of(() => [{ day: asked.onDay }, { state: 'proposed' }]),
  'checks.record-visit': of((s) => {
    const { onDay, capturedAt } = asked
    const ids = { visitId: newId(), signalId: newId() }
    return [{ ...ids, subjectId: s.f0.subjectId, temperature: 36.6, spo2: 98, onDay, capturedAt }]
  }),
  'checks.void-visit': fresh(async (s, w) => {
    const { onDay, capturedAt } = asked
    const ids = { visitId: newId(), signalId: newId() }
    const visit = { ...ids, subjectId: s.f0.subjectId, temperature: 36.6, onDay, capturedAt }
    return { visitId: (await act(w.t, w.operator, 'checks.record-visit', visit)).visitId, reason }
  }),
  'sentinels.register': of((s) => [{ communeId: s.areaId, kind: 'pharmacy', name: `Nhà thuốc ${barcodeOf(s.letter)}` }]),
  'sentinels.issue-link': fresh(async (s, w) => ({ sentinelId: await newSentinel(w, s) })),
  'sentinels.end': fresh(async (s, w) => ({ sentinelId: await newSentinel(w, s), reason })),
  'sentinels.list': of(() => [{}, { state: 'ended' }]),
  'sentinels.reports': list(),
  'sentinels.inpatients': of((s) => [{ state: 'all' }, { state: 'all', sentinelId: s.behind.sentinelId }]),
  'sentinels.identify-inpatient': of((s) => [
    { inpatientId: s.behind.inpatientId, subjectId: s.f2.subjectId },
    { inpatientId: s.behind.inpatientId, barcode: s.barcode },
  ]),
  'sweep.start': of((s) => [{ areaId: s.areaId, name: 'Rà soát lại', startsOn: asked.onDay }], { refusals: ['outside-area'] }),
  'sweep.end': fresh(async (s, w) => ({
    sweepId: (await act(w.t, w.operator, 'sweep.start', { areaId: s.areaId, name: 'Rà soát', startsOn: asked.onDay })).sweepId,
  })),
  'sweep.list': of(() => [{}, { state: 'open' }]),
  'sweep.tick': of((s) => [
    {
      ...{ sweepId: s.behind.sweepId, communeId: s.areaId },
      ticks: [{ tickId: newId(), householdId: s.householdId, outcome: 'done', capturedAt: asked.capturedAt }],
    },
  ]),
  'sweep.void-tick': fresh(async (s, w) => {
    const tick = { tickId: newId(), householdId: s.householdId, outcome: 'absent', capturedAt: '2021-02-21T07:00:00+07:00' }
    await act(w.t, w.operator, 'sweep.tick', { sweepId: s.behind.sweepId, communeId: s.areaId, ticks: [tick] })
    return { tickId: tick.tickId, reason }
  }),
  'sweep.verify': one(),
  'sweep.coverage': of((s) => [{ sweepId: s.behind.sweepId }, { sweepId: s.behind.sweepId, by: 'team' }]),
  'sweep.households': of((s) => [{ sweepId: s.behind.sweepId, state: 'all' }]),
  'sweep.set-epidemic-area': one({
    ...{ name: 'Thành phố Thử', basis: 'ct16', fromOn: '2021-02-01', measure: 'site', document: 'CV thử' },
  }),
  'sweep.end-epidemic-area': fresh(async (_, w) => {
    const area = { name: 'Bệnh viện Thử', basis: 'hospital', fromOn: '2021-02-01', measure: 'home', document: 'CV thử' }
    return { epidemicId: (await act(w.t, w.operator, 'sweep.set-epidemic-area', area)).epidemicId, untilOn: asked.onDay }
  }),
  'sweep.epidemic-areas': of(() => [{}, { state: 'all' }]),
  'sweep.record-returnee': of((s) => [
    {
      ...{ returneeId: newId(), movementId: newId(), communeId: s.areaId, householdId: s.householdId, subjectId: s.f1.subjectId },
      ...{ arrivedOn: asked.onDay, fromPlace: 'Hà Nội', capturedAt: asked.capturedAt },
    },
  ]),
  'sweep.decide': fresh(async (s, w) => ({
    returneeId: await newReturnee(w, s, s.behind.sweepId),
    how: 'home',
    document: '12/QĐ',
  })),
  'sweep.returnees': of((s) => [{ state: 'all' }, { state: 'all', sweepId: s.behind.sweepId }]),
  'declarations.declare-for': of((s) => [{ ...declared(s), seriesId: newId() }], {
    reaches: 'a gate writes down somebody of another commune: the declaration, and the cough, lie where that person lives',
  }),
  'declarations.look': of((s) => [{ shown: s.behind.token }], {
    holds: 'a gate reads the QR that someone from anywhere shows it',
  }),
  'declarations.cross': of((s) => [{ crossingId: newId(), shown: s.behind.token, direction: 'in', gate: 'Chốt thử' }]),
  'declarations.crossings': of(() => [{}, { day: asked.onDay }]),
  'declarations.list': of((s) => [{}, { subjectId: s.f1.subjectId }]),
  'declarations.link': fresh(async (s, w) => ({ ...(await newDeclaration(w, s)), subjectId: s.f2.subjectId })),
  'declarations.mark-false': fresh(async (s, w) => ({
    ...(await newDeclaration(w, s)),
    evidence: 'camera của chốt cho thấy khác',
  })),
  'declarations.unmark-false': fresh(async (s, w) => ({ markId: (await newDeclaration(w, s, true)).markId, reason })),

  'levels.proposals': of(() => [{ criteria: qd2686 }, {}]),
  'levels.area': of((s) => [{ areaId: s.areaId, criteria: qd2686 }, { areaId: s.areaId }]),
  'levels.in-force': of(() => [{}, { state: 'all' }]),
  'levels.scales': one(),
  'levels.cases': list({ from: '2021-02-01', until: '2021-02-22' }),
  'levels.put-input': of((s) => [{ areaId: s.areaId, key: 'capacity', value: 1, asOf: asked.onDay, source: 'báo cáo thử' }]),
  'levels.void-input': fresh(async (s, w) => {
    const input = { areaId: s.areaId, key: 'capacity', value: 0, asOf: asked.onDay, source: 'báo cáo thử' }
    return { inputId: (await act(w.t, w.operator, 'levels.put-input', input)).inputId, reason }
  }),
  'levels.decide': of((s) => [levelDecision(s)]),
  'levels.end': fresh(async (s, w) => ({ decisionId: await newLevel(w, s), endedOn: '2021-03-05', document: 'CV thử' })),
  'levels.void': fresh(async (s, w) => ({ decisionId: await newLevel(w, s), reason })),

  'violations.acts': one(),
  'violations.record': of((s) => [violationOf(s)], { refusals: ['not-found'] }),
  'violations.add-evidence': fresh(
    async (s, w) => ({
      violationId: await newViolation(w, s),
      fileName: 'bien-ban.txt',
      bytes: new TextEncoder().encode('biên bản thử'),
    }),
    { refusals: ['not-found'] },
  ),
  'violations.evidence-file': of((s) => [{ violationId: s.duty.violationId, evidenceId: s.duty.evidenceId }], {
    refusals: ['not-found'],
  }),
  'violations.identify': fresh(async (s, w) => ({
    ...{ violationId: await newViolation(w, s, { subjectId: null, who: 'xe đen' }), onDay: asked.onDay },
    subjectId: s.f2.subjectId,
  })),
  'violations.decide': fresh(async (s, w) => ({ violationId: await newViolation(w, s), ...fined })),
  'violations.pay': fresh(async (s, w) => ({
    ...{ violationId: await newFine(w, s), onDay: asked.onDay, amount: 1_000_000, number: 'BL 1' },
  })),
  'violations.appeal': fresh(async (s, w) => ({ violationId: await newFine(w, s), onDay: asked.onDay, words: reason })),
  'violations.answer-appeal': fresh(async (s, w) => {
    const violationId = await newFine(w, s)
    await act(w.t, w.operator, 'violations.appeal', { violationId, onDay: asked.onDay, words: reason })
    return { violationId, ...fined }
  }),
  'violations.refer': fresh(async (s, w) => ({
    ...{ violationId: await newViolation(w, s), onDay: asked.onDay, body: 'Công an thử', number: 'CV 1', words: reason },
  })),
  'violations.withdraw': fresh(async (s, w) => ({ violationId: await newViolation(w, s), onDay: asked.onDay, words: reason }), {
    refusals: ['not-found'],
  }),
  'violations.void-step': fresh(
    async (s, w) => {
      const decision = { violationId: await newViolation(w, s), ...fined }
      return { stepId: (await act(w.t, w.operator, 'violations.decide', decision)).stepId, reason }
      // a step is taken back by those who may record it
    },
    { refusals: ['violation-step'] },
  ),
  'violations.void-evidence': fresh(
    async (s, w) => {
      const violationId = await newViolation(w, s)
      const file = { violationId, fileName: 'x.txt', bytes: new TextEncoder().encode('tệp nhầm') }
      return { violationId, evidenceId: (await act(w.t, w.operator, 'violations.add-evidence', file)).evidenceId, reason }
      // somebody else's is taken back by who may decide
    },
    { refusals: ['not-found', 'violation-step'] },
  ),
  'violations.link-declaration': fresh(async (s, w) => ({
    ...{ violationId: await newViolation(w, s), onDay: asked.onDay, declarationId: s.behind.declarationId },
  })),
  'violations.list': list(),
  'violations.show': of((s) => [{ violationId: s.duty.violationId }], { refusals: ['not-found'] }),
  'violations.figures': of(() => [{}, { by: 'article' }]),

  'notices.clocks': one(),
  'notices.list': list({ state: 'all' }),
  'notices.record-sent': fresh(async (s, w) => ({ subjectId: await newCase(w, s), ...noticeSent })),
  'notices.void-sent': fresh(async (s, w) => {
    const sent = { subjectId: await newCase(w, s), ...noticeSent }
    return { noticeId: (await act(w.t, w.operator, 'notices.record-sent', sent)).noticeId, reason }
  }),

  'events.register': of((s) => [eventOf(s)]),
  'events.list': of(() => [{ state: 'all' }, { state: 'affected' }]),
  'events.decide': fresh(async (s, w) => ({ eventIds: [await newEvent(w, s)], how: 'postponed', document: 'TB thử' })),
  'events.void-decision': fresh(async (s, w) => {
    const made = await act(w.t, w.operator, 'events.decide', { eventIds: [await newEvent(w, s)], how: 'cancelled' })
    return { decisionId: (made as unknown as { decisions: { decisionId: string }[] }).decisions[0]!.decisionId, reason }
  }),

  'imports.preview': of((s) => [{ bytes: listOf(s), fileName: 'ca.csv', disease }]),
  'imports.start': of((s) => [{ bytes: listOf(s), fileName: 'ca.csv', disease, dryRun: 'true', waitForLinks: 'true' }]),
  'imports.start-stays': of((s) => [{ bytes: rosterOf(s), fileName: 'ca-lam.csv', source: 'shift', dryRun: 'true' }]),
  'imports.add-links': fresh(async (s, w) => ({
    jobId: await newJob(w, s),
    bytes: new TextEncoder().encode('from,to\n1,2\n'),
    fileName: 'noi.csv',
  })),
  'imports.job': of((s) => [{ jobId: s.jobId }]),
  'imports.jobs': one(),
  'imports.refused': of((s) => [{ jobId: s.jobId }]),
  'imports.cancel': fresh(async (s, w) => ({ jobId: await newJob(w, s) })),
  'imports.chains': of(() => ['recorded', 'imported', 'all'].map((list) => ({ disease, list }))),

  ...directiveExamples,
  ...inspectionExamples,

  'situation.person': person({ disease }),
  'situation.what-follows': of((s) => [{ subjectId: s.f0.subjectId, kind: 'contact', factId: s.contactId }]),
  'situation.overview': one(),
  'situation.map': of(() => [{}, { by: 'commune-2025' }]),
  'situation.curve': of(() => [{}, { by: 'onset' }]),
  'situation.chain': of(() => [{ withContacts: 'yes' }]),
  'situation.epidemic-curve': of(() => [{}, { by: 'onset', unit: 'week' }]),
  'situation.growth': of(() => [{}, { by: 'onset' }]),
  'situation.reproduction': of(() => [{}, { by: 'onset', siMean: 4.7, siSd: 2.9 }]),
  'situation.nowcast': of(() => [{}, { of: 'sample' }]),
  'situation.forecast': one(),
  'situation.aberration': one(),
  'situation.offspring': of(() => [{}, { links: 'asserted' }]),
  'situation.clusters': of(() => [{ runs: 99 }]),

  'reports.freeze': fresh(async () => ({ day: oldDay(), ...midnight }), { refusals: ['report-frozen'] }),
  'reports.clock-owes': list(),
  'reports.freeze-by-clock': fresh(async (s) => ({ areaId: s.areaId, day: oldDay() }), { refusals: ['report-frozen'] }),
  'reports.verify-all': of(() => [{}, { from: '2021-01-01' }]),
  'reports.period': of(() => [{ kind: 'month' }, { kind: 'week', day: '2021-02-21' }]),
  'reports.period-document': of(() => [{ kind: 'month' }]),
  'reports.freeze-period': fresh(async () => ({ kind: 'week', day: oldWeek() }), { refusals: ['report-frozen'] }),
  'reports.withdraw-period': fresh(async (s, w) => ({ reportId: await newPeriod(w, s), reason }), {
    refusals: ['report-not-own'],
  }),
  'reports.sign-period': fresh(
    async (s, w) => ({ reportId: await newPeriod(w, s), signer: 'Nguyễn Văn Mẫu', title: 'Chủ tịch' }),
    { refusals: ['report-not-own'] },
  ),
  'reports.correct-period': fresh(async (s, w) => ({ reportId: await newPeriod(w, s, true), reason }), {
    refusals: ['report-not-own'],
  }),
  'reports.periods': list({ kind: 'week' }),
  'reports.show-period': of((s) => [{ reportId: s.periodId }]),
  'reports.verify-period': of((s) => [{ reportId: s.periodId }]),
  'reports.late-period': of((s) => [{ reportId: s.periodId }]),
  'reports.frozen-period-document': of((s) => [{ reportId: s.periodId }, { reportId: s.periodId, format: 'xlsx' }]),
  'reports.withdraw': fresh(async (s, w) => ({ reportId: await newReport(w, s), reason }), { refusals: ['report-not-own'] }),
  'reports.sign': fresh(async (s, w) => ({ reportId: await newReport(w, s), signer: 'Nguyễn Văn Mẫu', title: 'Chủ tịch' }), {
    refusals: ['report-not-own'],
  }),
  'reports.correct': fresh(async (s, w) => ({ reportId: await newReport(w, s, true), reason }), { refusals: ['report-not-own'] }),
  'reports.list': list(),
  'reports.due': one(),
  'reports.show': of((s) => [{ reportId: s.reportId }]),
  'reports.verify': of((s) => [{ reportId: s.reportId }]),
  'reports.document': of((s) => [
    { reportId: s.reportId },
    { reportId: s.reportId, format: 'pdf', layout: 'party' },
    { reportId: s.reportId, format: 'xlsx' },
  ]),
  'reports.texts': of((s) => [{ reportId: s.reportId }]),
  'reports.write-text': of((s) => [{ reportId: s.reportId, kind: 'bulletin', body: 'Bản tin thử' }], {
    refusals: ['report-not-own'],
  }),
  'reports.publish': of((s) => [{ answerId: s.answerId, channel: 'notice-board' }], { refusals: ['report-not-own'] }),
  'reports.record-rumour': of((s) => [{ areaId: s.areaId, heardWhere: 'chợ', content: 'nghe nói sắp hết gạo' }]),
  'reports.answer-rumour': of((s) => [
    { rumourId: s.rumourId, verdict: 'false', answer: 'không có việc đó', answeredBy: 'Ban Chỉ đạo' },
  ]),
  'reports.void-rumour': fresh(async (s, w) => ({ rumourId: await newRumour(w, s), reason })),
  'reports.rumours': list(),
  'reports.agenda': list(),
  'reports.open-briefing': one({ chair: 'Nguyễn Văn Mẫu', chairTitle: 'Trưởng ban', attended: 'các thành viên', agenda: [] }),
  'reports.decide': fresh(async (s, w) => ({ briefingId: await newBriefing(w, s), words: 'xét nghiệm toàn xã' }), {
    refusals: ['report-not-own'],
  }),
  'reports.void-decision': fresh(
    async (s, w) => {
      const briefingId = await newBriefing(w, s)
      const { decisionId } = await act(w.t, w.operator, 'reports.decide', { briefingId, words: 'rà soát từng nhà' })
      return { decisionId, reason }
    },
    { refusals: ['report-not-own'] },
  ),
  'reports.close-briefing': fresh(async (s, w) => ({ briefingId: await newBriefing(w, s) }), {
    refusals: ['report-not-own'],
  }),
  'reports.sign-conclusion': fresh(
    async (s, w) => {
      const briefingId = await newBriefing(w, s)
      await act(w.t, w.operator, 'reports.close-briefing', { briefingId })
      return { briefingId, signer: 'Nguyễn Văn Mẫu', title: 'Chánh Văn phòng' }
    },
    { refusals: ['report-not-own'] },
  ),
  'reports.correct-conclusion': fresh(
    async (s, w) => {
      const briefingId = await newBriefing(w, s)
      await act(w.t, w.operator, 'reports.close-briefing', { briefingId })
      await act(w.t, w.operator, 'reports.sign-conclusion', { briefingId, signer: 'Nguyễn Văn Mẫu', title: 'Chánh Văn phòng' })
      return { briefingId, reason }
    },
    { refusals: ['report-not-own'] },
  ),
  'reports.briefings': list(),
  'reports.briefing': of((s) => [{ briefingId: s.briefingId }]),
  'reports.conclusion': of((s) => [{ briefingId: s.briefingId }, { briefingId: s.briefingId, format: 'pdf', layout: 'party' }]),
  'reports.export-dhis2': of((s) => [{ reportId: s.reportId }]),
  'reports.export-linelist': of(() => [
    { purpose: 'statistics', because: 'báo cáo tuần của tỉnh' },
    { purpose: 'tracing', because: 'điều tra ổ dịch trong xã', format: 'dhis2-tracker' },
  ]),
  'reports.members': of((s) => [{ reportId: s.reportId, figure: 'f0.total' }]),
  'reports.check-tracker': one(),
  'reports.dhis2-mapping': one(),
  'reports.save-dhis2-mapping': fresh(async (s, w) => {
    const { newest, mapping } = (await act(w.t, w.operator, 'reports.dhis2-mapping', {})) as unknown as {
      newest: number
      mapping: object
    }
    return { from: newest, mapping, reason: `mã của Sở Y tế, ${s.letter}` }
  }),
}
