import type { Role } from '@phaodai/kernel/contract.ts'
import { searchPeople } from '@phaodai/modules/people/web/searchPeople.ts'
import type { Words } from '@phaodai/ui/language.tsx'
import {
  IconArrowsExchange,
  IconBuildingHospital,
  IconCalculator,
  IconChartLine,
  IconChecklist,
  IconClipboardList,
  IconCopy,
  IconDoor,
  IconFileCertificate,
  IconFileImport,
  IconGavel,
  IconHeartHandshake,
  IconHierarchy3,
  IconHome,
  IconInboxOff,
  IconKey,
  IconListSearch,
  IconMap2,
  IconMapPin,
  IconMapPins,
  IconMessageReport,
  IconMicroscope,
  IconPhone,
  IconQrcode,
  IconScale,
  IconShieldHalf,
  IconStethoscope,
  IconTestPipe,
  IconTimeline,
  IconUser,
  IconUserPlus,
  IconUsers,
  IconUsersGroup,
  IconUsersPlus,
  IconVirus,
  IconWalk,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'

/** One screen. It stands in the rail from the day it exists, for the posts that may use it; never before. */
export interface Screen {
  path: string
  words: Words
  icon: ComponentType<{ size?: number }>
  /** The verb without which the screen is of no use: not shown to posts that lack it. */
  verb?: string
  /** False for a screen reached only from others (a person's page). */
  inRail: boolean
  /** Posts whose day begins here; others begin at the first screen of their rail. */
  homeOf?: readonly Role[]
  load: () => Promise<{ default: ComponentType }>
}

/** In the order of the rail: the day's work first. */
export const screens: readonly Screen[] = [
  {
    path: '/situation',
    words: { vi: 'Tình hình', en: 'Situation' },
    icon: IconMap2,
    verb: 'situation.overview',
    inRail: true,
    load: () => import('./screens/Situation.tsx'),
  },
  {
    path: '/owed',
    words: { vi: 'Việc hôm nay', en: 'Owed today' },
    icon: IconClipboardList,
    verb: 'quarantine.owed',
    inRail: true,
    load: () => import('./screens/Owed.tsx'),
  },
  {
    path: '/signals',
    words: { vi: 'Dấu hiệu', en: 'Signals' },
    icon: IconStethoscope,
    verb: 'checks.signals',
    inRail: true,
    load: () => import('@phaodai/modules/checks/web/Signals.tsx'),
  },
  {
    path: '/slots',
    words: { vi: 'Báo cáo buổi', en: 'Slot report' },
    icon: IconChecklist,
    verb: 'checks.slots',
    inRail: true,
    load: () => import('@phaodai/modules/checks/web/Slots.tsx'),
  },
  {
    path: '/slots/doors',
    words: { vi: 'Các hộ của một buổi', en: 'Homes of a slot' },
    icon: IconChecklist,
    verb: 'checks.slot-doors',
    inRail: false,
    load: () => import('@phaodai/modules/checks/web/SlotDoors.tsx'),
  },
  {
    path: '/teams',
    words: { vi: 'Tổ Covid', en: 'Community teams' },
    icon: IconUsersPlus,
    verb: 'checks.teams',
    inRail: true,
    load: () => import('@phaodai/modules/checks/web/Teams.tsx'),
  },
  {
    path: '/teams/$teamId',
    words: { vi: 'Một tổ Covid', en: 'A team' },
    icon: IconUsersPlus,
    verb: 'checks.team',
    inRail: false,
    load: () => import('@phaodai/modules/checks/web/Team.tsx'),
  },
  {
    path: '/households/$householdId',
    words: { vi: 'Một hộ', en: 'A home' },
    icon: IconHome,
    verb: 'checks.household-checks',
    inRail: false,
    load: () => import('@phaodai/modules/checks/web/Household.tsx'),
  },
  {
    path: '/refused',
    words: { vi: 'Chưa nhận', en: 'Not taken in' },
    icon: IconInboxOff,
    verb: 'checks.refused',
    inRail: true,
    load: () => import('@phaodai/modules/checks/web/Refused.tsx'),
  },
  {
    path: '/frail',
    words: { vi: 'Người cần thăm', en: 'To be visited' },
    icon: IconHeartHandshake,
    verb: 'checks.frail',
    inRail: true,
    load: () => import('@phaodai/modules/checks/web/Frail.tsx'),
  },
  {
    path: '/movements',
    words: { vi: 'Biến động', en: 'Movements' },
    icon: IconWalk,
    verb: 'checks.movements',
    inRail: true,
    load: () => import('@phaodai/modules/checks/web/Movements.tsx'),
  },
  {
    path: '/cases',
    words: { vi: 'Ca bệnh', en: 'Cases' },
    icon: IconVirus,
    verb: 'cases.list',
    inRail: true,
    load: () => import('./screens/Cases.tsx'),
  },
  {
    path: '/levels',
    words: { vi: 'F0, F1, F2', en: 'F0, F1, F2' },
    icon: IconUsers,
    verb: 'tracing.levels',
    inRail: true,
    load: () => import('./screens/Levels.tsx'),
  },
  {
    path: '/chain',
    words: { vi: 'Chuỗi lây', en: 'Chain' },
    icon: IconHierarchy3,
    verb: 'situation.chain',
    inRail: true,
    load: () => import('./screens/Chain.tsx'),
  },
  {
    path: '/analysis',
    words: { vi: 'Phân tích dịch tễ', en: 'Analysis' },
    icon: IconChartLine,
    verb: 'situation.reproduction',
    inRail: true,
    load: () => import('./screens/Analysis.tsx'),
  },
  {
    path: '/calculators',
    words: { vi: 'Tính thử', en: 'Calculators' },
    icon: IconCalculator,
    verb: 'situation.reproduction',
    inRail: true,
    load: () => import('./screens/Calculators.tsx'),
  },
  {
    path: '/bench',
    words: { vi: 'Bàn xét nghiệm', en: 'Bench' },
    icon: IconMicroscope,
    verb: 'laboratory.receive',
    inRail: true,
    homeOf: ['laboratory'],
    load: () => import('@phaodai/modules/laboratory/web/Bench.tsx'),
  },
  {
    path: '/tests',
    words: { vi: 'Xét nghiệm', en: 'Tests' },
    icon: IconTestPipe,
    verb: 'laboratory.results',
    inRail: true,
    load: () => import('./screens/Tests.tsx'),
  },
  {
    path: '/orders',
    words: { vi: 'Quyết định cách ly', en: 'Isolation orders' },
    icon: IconFileCertificate,
    verb: 'quarantine.orders',
    inRail: true,
    load: () => import('./screens/Orders.tsx'),
  },
  {
    path: '/epidemic-levels',
    words: { vi: 'Cấp độ dịch', en: 'Levels' },
    icon: IconShieldHalf,
    verb: 'levels.proposals',
    inRail: true,
    load: () => import('@phaodai/modules/levels/web/Levels.tsx'),
  },
  {
    path: '/violations',
    words: { vi: 'Vi phạm', en: 'Violations' },
    icon: IconGavel,
    verb: 'violations.list',
    inRail: true,
    load: () => import('@phaodai/modules/violations/web/Violations.tsx'),
  },
  {
    path: '/policy',
    words: { vi: 'Chính sách', en: 'Policy' },
    icon: IconScale,
    verb: 'policy.in-force',
    inRail: true,
    load: () => import('./screens/Policy.tsx'),
  },
  {
    path: '/calls',
    words: { vi: 'Gọi điện', en: 'Calls' },
    icon: IconPhone,
    verb: 'tracing.call-list',
    inRail: true,
    load: () => import('@phaodai/modules/tracing/web/CallList.tsx'),
  },
  {
    path: '/told',
    words: { vi: 'Cần báo lại', en: 'Tell anew' },
    icon: IconMessageReport,
    verb: 'tracing.told-after-void',
    inRail: true,
    load: () => import('./screens/ToldList.tsx'),
  },
  {
    path: '/referrals',
    words: { vi: 'Chuyển đến', en: 'Referred here' },
    icon: IconArrowsExchange,
    verb: 'tracing.referrals',
    inRail: true,
    load: () => import('@phaodai/modules/tracing/web/Referrals.tsx'),
  },
  {
    path: '/sentinels',
    words: { vi: 'Nhà thuốc, bệnh viện', en: 'Sentinels' },
    icon: IconBuildingHospital,
    verb: 'sentinels.list',
    inRail: true,
    load: () => import('@phaodai/modules/sentinels/web/Sentinels.tsx'),
  },
  {
    path: '/sweep',
    words: { vi: 'Rà soát từng nhà', en: 'Sweep' },
    icon: IconDoor,
    verb: 'sweep.coverage',
    inRail: true,
    load: () => import('@phaodai/modules/sweep/web/Sweep.tsx'),
  },
  {
    path: '/declarations',
    words: { vi: 'Khai báo y tế', en: 'Declarations' },
    icon: IconQrcode,
    verb: 'declarations.crossings',
    inRail: true,
    homeOf: ['checkpoint'],
    load: () => import('@phaodai/modules/declarations/web/Declarations.tsx'),
  },
  {
    path: '/people/new',
    words: { vi: 'Lập hồ sơ', en: 'Register a person' },
    icon: IconUserPlus,
    verb: 'people.register',
    inRail: true,
    load: () => import('./screens/RegisterPerson.tsx'),
  },
  {
    path: '/people/$subjectId',
    words: { vi: 'Hồ sơ một người', en: 'A person' },
    icon: IconUser,
    verb: 'people.show',
    inRail: false,
    load: () => import('./screens/Person.tsx'),
  },
  {
    path: '/people/$subjectId/investigation',
    words: { vi: 'Phiếu điều tra', en: 'Investigation' },
    icon: IconUser,
    verb: 'tracing.investigation',
    inRail: false,
    load: () => import('@phaodai/modules/tracing/web/Investigation.tsx'),
  },
  {
    path: '/people/$subjectId/meetings',
    words: { vi: 'Lịch trình và gặp gỡ', en: 'Itinerary and meetings' },
    icon: IconTimeline,
    verb: 'tracing.meetings',
    inRail: false,
    load: () => import('@phaodai/modules/tracing/web/Meetings.tsx'),
  },
  {
    path: '/places',
    words: { vi: 'Nơi đã có mặt', en: 'Places' },
    icon: IconMapPin,
    verb: 'tracing.search-places',
    inRail: true,
    load: () => import('./screens/Places.tsx'),
  },
  {
    path: '/places/$placeId',
    words: { vi: 'Ai đã có mặt ở một nơi', en: 'Who was at a place' },
    icon: IconMapPin,
    verb: 'tracing.site',
    inRail: false,
    load: () => import('./screens/Place.tsx'),
  },
  {
    path: '/shared',
    words: { vi: 'Nơi chung của nhiều ca', en: 'Places that cases share' },
    icon: IconMapPins,
    verb: 'tracing.sources',
    inRail: false,
    load: () => import('@phaodai/modules/tracing/web/Shared.tsx'),
  },
  {
    path: '/duplicates',
    words: { vi: 'Hồ sơ trùng', en: 'Duplicates' },
    icon: IconCopy,
    verb: 'people.duplicates',
    inRail: true,
    load: () => import('@phaodai/modules/people/web/Duplicates.tsx'),
  },
  {
    path: '/imports',
    words: { vi: 'Nhập danh sách', en: 'Import' },
    icon: IconFileImport,
    verb: 'imports.start',
    inRail: true,
    load: () => import('@phaodai/modules/imports/web/Imports.tsx'),
  },
  {
    path: '/team-members',
    words: { vi: 'Thành viên tổ', en: 'Team members' },
    icon: IconUsersGroup,
    verb: 'checks.team-people',
    inRail: true,
    load: () => import('@phaodai/modules/checks/web/TeamPeople.tsx'),
  },
  {
    path: '/accounts',
    words: { vi: 'Tài khoản', en: 'Accounts' },
    icon: IconUsersGroup,
    verb: 'identity.accounts',
    inRail: true,
    homeOf: ['administrator'],
    load: () => import('@phaodai/modules/identity/web/Accounts.tsx'),
  },
  {
    path: '/audit',
    words: { vi: 'Nhật ký', en: 'Audit log' },
    icon: IconListSearch,
    verb: 'identity.audit-log',
    inRail: true,
    homeOf: ['auditor'],
    load: () => import('@phaodai/modules/identity/web/AuditLog.tsx'),
  },
  {
    path: '/me',
    words: { vi: 'Tài khoản của tôi', en: 'My account' },
    icon: IconKey,
    inRail: false,
    load: () => import('@phaodai/modules/identity/web/MyAccount.tsx'),
  },
]

/** Whether a post with these verbs may open the screen at an address. */
export function mayOpen(href: string, verbs: readonly string[]): boolean {
  const path = href.split('?')[0]
  return screens.some((s) => s.path === path && (!s.verb || verbs.includes(s.verb)))
}

/** What `/` looks through: each source answers with people, cases, places … that match. */
export interface Hit {
  id: string
  text: string
  note?: Words
  href: string
}
export type SearchSource = (text: string, signal: AbortSignal) => Promise<Hit[]>
export const searchSources: readonly SearchSource[] = [searchPeople]
