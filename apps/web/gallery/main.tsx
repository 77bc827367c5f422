import type { ChainPerson } from '@phaodai/ui/chainForest.ts'
import { type Column, DataTable } from '@phaodai/ui/DataTable.tsx'
import type { CurveDate } from '@phaodai/ui/epiTable.ts'
import { date } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { AreaMap, ChainView, EpiCurve } from '@phaodai/ui/lazy.tsx'
import { countClasses, levelClasses } from '@phaodai/ui/mapShapes.ts'
import { originOrder, origins } from '@phaodai/ui/tokens.ts'
import { UiProvider } from '@phaodai/ui/UiProvider.tsx'
import { IconChartHistogram, IconChecklist, IconFlask, IconHome2, IconRoute, IconVirus } from '@tabler/icons-react'
import { type ReactNode, StrictMode, useMemo, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { ProblemError } from '../api.ts'
import { SignIn } from '../screens/SignIn.tsx'
import type { Session } from '../session.ts'
import { Shell } from '../shell/Shell.tsx'
import { madeChain, madeCurve, madeShapes, TODAY } from './made.ts'
import { Figures, Notices, Person } from './Pieces.tsx'

const post = { postId: '1', role: 'province' as const, areaId: 1, areaName: 'Tỉnh An Bình', hamletId: 0, bodyId: 0 }
const session: Session = {
  account: { accountId: '0', username: 'tinh.01', fullName: 'Lê Thị Thử', mustChange: false, hasTotp: true },
  post,
  posts: [post, { postId: '2', role: 'district', areaId: 2, areaName: 'Huyện Kỳ Đồng', hamletId: 0, bodyId: 0 }],
  instance: { mode: 'drill', today: TODAY, provinceCode: '99', drillOn: TODAY },
  verbs: [],
}
const entries = [
  { path: '#today', words: { vi: 'Việc hôm nay', en: 'Due today' }, icon: IconChecklist },
  { path: '#situation', words: { vi: 'Tình hình', en: 'Situation' }, icon: IconChartHistogram },
  { path: '#cases', words: { vi: 'Ca bệnh & truy vết', en: 'Cases and tracing' }, icon: IconVirus },
  { path: '#tests', words: { vi: 'Xét nghiệm', en: 'Testing' }, icon: IconFlask },
  { path: '#quarantine', words: { vi: 'Cách ly', en: 'Quarantine' }, icon: IconHome2 },
  { path: '#checkpoints', words: { vi: 'Chốt', en: 'Checkpoints' }, icon: IconRoute },
]
const columns: Column<ChainPerson>[] = [
  { key: 'name', header: { vi: 'Họ tên', en: 'Name' }, value: (p) => p.name, width: 'minmax(160px, 2fr)' },
  {
    key: 'origin',
    header: { vi: 'Phát hiện', en: 'Found in' },
    value: (p) => p.origin,
    text: (p) => `${origins[p.origin].mark} ${origins[p.origin].words.vi}`,
    choices: originOrder.map((o) => ({ value: o, words: origins[o].words })),
    width: 'minmax(140px, 1fr)',
  },
  {
    key: 'onset',
    header: { vi: 'Khởi phát', en: 'Onset' },
    value: (p) => p.onsetOn,
    text: (p) => date(p.onsetOn),
    width: '120px',
  },
  {
    key: 'report',
    header: { vi: 'Công bố', en: 'Reported' },
    value: (p) => p.reportedOn,
    text: (p) => date(p.reportedOn),
    width: '120px',
  },
  { key: 'place', header: { vi: 'Nơi ở', en: 'Residence' }, value: (p) => p.place ?? null, width: 'minmax(120px, 1fr)' },
]

function Part({ id, words, children }: { id: string; words: Words; children: ReactNode }) {
  const { w } = useLanguage()
  return (
    <section id={id} style={{ marginBottom: 24 }} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} style={{ fontSize: '1.125rem' }}>
        {w(words)}
      </h2>
      {children}
    </section>
  )
}

/** `?n=5000` for a large chain; `?part=chain` for one part alone; `?page=sign-in` for the sign-in screen. */
function Gallery() {
  const asked = new URLSearchParams(location.search)
  const only = asked.get('part')
  const [by, setBy] = useState<CurveDate>('onset')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const size = Number(asked.get('n') ?? 60)
  const chain = useMemo(() => madeChain(size), [size])
  const rows = useMemo(() => madeChain(5000, 5).persons, [])
  const shapes = useMemo(madeShapes, [])
  const values = useMemo(
    () => Object.fromEntries(shapes.features.map((f, n) => [f.properties.code, n === 7 ? null : (n * n * 3) % 61])),
    [shapes],
  )
  const levelValues = useMemo(() => Object.fromEntries(shapes.features.map((f, n) => [f.properties.code, 1 + (n % 4)])), [shapes])
  const classes = useMemo(() => countClasses([0, 1, 5, 20, 50]), [])
  const marks = useMemo(() => [{ on: '2021-02-16', words: { vi: 'Chỉ thị 16', en: 'Directive 16' } }], [])
  if (asked.get('page') === 'sign-in')
    return (
      <SignIn
        onSignIn={async ({ code, password }) => {
          const refuse = (name: string, title: string, titleEn: string) =>
            new ProblemError({ type: 'x', code: name, status: 401, title, titleEn })
          if (password !== 'dung')
            throw refuse('wrong-credentials', 'Tên đăng nhập hoặc mật khẩu không đúng', 'The user name or password is not right')
          if (!code) throw refuse('totp-required', 'Cần mã xác thực', 'A code is needed')
        }}
      />
    )
  const parts: Record<string, [Words, ReactNode]> = {
    figures: [{ vi: 'Con số', en: 'Figures' }, <Figures key="f" />],
    map: [
      { vi: 'Bản đồ', en: 'Map' },
      <AreaMap
        key="m"
        label={{ vi: 'F0 đang điều trị theo huyện', en: 'Active cases by district' }}
        shapes={shapes}
        values={values}
        classes={classes}
        measure={{ vi: 'F0 đang điều trị', en: 'Active cases' }}
        caveat={{ vi: 'đơn vị hành chính năm 2021', en: 'units of 2021' }}
      />,
    ],
    levels: [
      { vi: 'Cấp độ', en: 'Levels' },
      <AreaMap
        key="l"
        label={{ vi: 'Cấp độ dịch theo huyện', en: 'Level by district' }}
        shapes={shapes}
        values={levelValues}
        classes={levelClasses}
        measure={{ vi: 'cấp', en: 'level' }}
        height={300}
      />,
    ],
    curve: [
      { vi: 'Đường cong dịch', en: 'Epidemic curve' },
      <EpiCurve
        key="c"
        label={{ vi: 'Ca bệnh theo ngày', en: 'Cases by day' }}
        days={madeCurve()}
        by={by}
        onBy={setBy}
        incompleteFrom="2021-02-18"
        withoutOnset={14}
        marks={marks}
      />,
    ],
    chain: [
      { vi: 'Chuỗi lây', en: 'Chain' },
      <ChainView
        key="h"
        label={{ vi: 'Chuỗi lây ổ dịch An 3', en: 'Chain of cluster An 3' }}
        persons={chain.persons}
        links={chain.links}
        by={by}
        onBy={setBy}
      />,
    ],
    person: [{ vi: 'Người', en: 'Person' }, <Person key="p" />],
    table: [
      { vi: 'Danh sách', en: 'List' },
      <DataTable
        key="t"
        label={{ vi: 'Ca bệnh', en: 'Cases' }}
        rows={rows}
        columns={columns}
        rowKey={(p) => p.id}
        chosen={chosen}
        onChosen={setChosen}
        onExport={() => {}}
        onOpen={() => {}}
      />,
    ],
    notices: [{ vi: 'Thông báo', en: 'Notices' }, <Notices key="n" />],
  }
  return (
    <Shell
      session={session}
      entries={entries}
      here="#situation"
      go={(href) => (location.hash = href)}
      onPost={() => {}}
      onSignOut={() => {}}
      searchSources={[
        async (text) => [{ id: '1', text: `Nguyễn V. A. (${text})`, note: { vi: 'F0, Xã An 3', en: 'F0, An 3' }, href: '#p0' }],
      ]}
    >
      <h1 style={{ fontSize: '1.5rem', margin: '0 0 12px' }}>Thư viện thành phần</h1>
      {Object.entries(parts)
        .filter(([id]) => !only || only === id)
        .map(([id, [words, content]]) => (
          <Part key={id} id={id} words={words}>
            {content}
          </Part>
        ))}
    </Shell>
  )
}

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <UiProvider>
      <Gallery />
    </UiProvider>
  </StrictMode>,
)
