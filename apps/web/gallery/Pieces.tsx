import { Button } from '@mantine/core'
import { Clock } from '@phaodai/ui/Clock.tsx'
import { ConfirmDialog } from '@phaodai/ui/ConfirmDialog.tsx'
import { EmptyState } from '@phaodai/ui/EmptyState.tsx'
import { Figure, FigureRow } from '@phaodai/ui/Figure.tsx'
import { PersonSentence } from '@phaodai/ui/PersonSentence.tsx'
import { PolicyNotice } from '@phaodai/ui/PolicyNotice.tsx'
import { ProblemAlert } from '@phaodai/ui/ProblemAlert.tsx'
import { Progress } from '@phaodai/ui/Progress.tsx'
import { LevelMark } from '@phaodai/ui/Swatch.tsx'
import { type PersonFact, TimeAxis } from '@phaodai/ui/TimeAxis.tsx'
import type { Level } from '@phaodai/ui/tokens.ts'
import { useState } from 'react'
import { TODAY } from './made.ts'

const cutoff = '2021-02-22T16:00:00+07:00'

export const Figures = () => (
  <FigureRow>
    <Figure
      label={{ vi: 'F0 cộng đồng hôm nay', en: 'Community cases today' }}
      value={3}
      yesterday={7}
      cutoff={cutoff}
      href="#list"
      doubt={{ vi: 'Còn 112 mẫu chưa trả kết quả.', en: '112 samples still await a result.' }}
    />
    <Figure
      label={{ vi: 'F0 trong khu cách ly', en: 'Cases in quarantine' }}
      value={11}
      yesterday={9}
      cutoff={cutoff}
      href="#list"
    />
    <Figure
      label={{ vi: 'F0 đang điều trị', en: 'Cases under treatment' }}
      value={612}
      yesterday={604}
      cutoff={cutoff}
      href="#list"
    />
    <Figure
      label={{ vi: 'F1 đang cách ly', en: 'Contacts in quarantine' }}
      value={12834}
      yesterday={12834}
      cutoff={cutoff}
      href="#list"
    />
    <Figure label={{ vi: 'Mẫu xét nghiệm', en: 'Samples' }} value={8421} yesterday={9630} cutoff={cutoff} href="#list" />
    <Figure
      label={{ vi: 'Thời gian chờ kết quả', en: 'Turnaround' }}
      value={26.5}
      decimals={1}
      unit={{ vi: 'giờ', en: 'h' }}
      yesterday={31}
      cutoff={cutoff}
      doubt={{ vi: 'Chỉ 14 mẫu có đủ giờ.', en: 'Only 14 samples have their hours.' }}
    />
    <Figure
      label={{ vi: 'Hệ số lây Rt', en: 'Rt' }}
      value={null}
      cutoff={TODAY}
      doubt={{ vi: 'Quá ít ca để tính.', en: 'Too few cases to compute.' }}
    />
  </FigureRow>
)

const facts: PersonFact[] = [
  {
    id: '1',
    kind: 'exposure',
    on: '2021-02-12',
    words: { vi: 'Cùng ca với Nguyễn V. A., 8 giờ', en: 'Same shift as Nguyễn V. A., 8 h' },
    source: 'Điều tra CDC',
  },
  {
    id: '2',
    kind: 'order',
    on: '2021-02-13',
    words: { vi: 'QĐ 118 cách ly tại nhà', en: 'Order 118, home isolation' },
    href: '#order',
  },
  { id: '3', kind: 'held', on: '2021-02-13', untilOn: null, words: { vi: 'Cách ly tại nhà', en: 'Home isolation' } },
  { id: '4', kind: 'sample', on: '2021-02-13', words: { vi: 'Mẫu 1', en: 'Sample 1' }, source: 'TYT An 3' },
  {
    id: '5',
    kind: 'result',
    on: '2021-02-15',
    words: { vi: 'Dương tính (mẫu 1)', en: 'Positive (sample 1)' },
    voided: true,
    source: 'Đính chính 16/02: nhầm ống',
  },
  { id: '6', kind: 'result', on: '2021-02-16', words: { vi: 'Âm tính (mẫu 1)', en: 'Negative (sample 1)' } },
  { id: '7', kind: 'symptom', on: '2021-02-18', untilOn: '2021-02-20', words: { vi: 'Ho, sốt 37,8', en: 'Cough, 37.8' } },
]

export const Person = () => (
  <div style={{ display: 'grid', gap: 12 }}>
    <PersonSentence
      today={TODAY}
      hrefOf={(id) => `#${id}`}
      facts={{
        standing: 'F1',
        source: { id: 'p0', name: 'Nguyễn V. A.' },
        basis: { vi: 'cùng ca', en: 'same shift' },
        basisOn: '2021-02-12',
        held: { kind: 'home', untilOn: '2021-02-26' },
        nextTestOn: '2021-02-23',
      }}
    />
    <TimeAxis label={{ vi: 'Dòng thời gian', en: 'Time axis' }} facts={facts} today={TODAY} />
  </div>
)

export function Notices() {
  const [asked, setAsked] = useState(false)
  const now = '2021-02-22T16:00:00+07:00'
  return (
    <div style={{ display: 'grid', gap: 12 }}>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 12, alignItems: 'center' }}>
        <Clock at="2021-02-22T19:10:00+07:00" now={now} />
        <Clock at="2021-02-20T10:00:00+07:00" now={now} />
        <Clock on="2021-02-22" today={TODAY} />
        <Clock on="2021-03-08" today={TODAY} />
        {(['green', 'yellow', 'orange', 'red'] as Level[]).map((level) => (
          <LevelMark key={level} level={level} />
        ))}
      </div>
      <ProblemAlert
        problem={{
          type: '/docs/problems#release-too-early',
          code: 'release-too-early',
          status: 422,
          title: 'Chưa đủ điều kiện kết thúc cách ly',
          titleEn: 'The quarantine may not end yet',
          hint: 'Lấy mẫu ngày 14 (26/02) rồi thử lại.',
          hintEn: 'Take the sample of day 14 (26/02), then try again.',
          errors: [
            { field: 'lastTest', vi: 'mẫu ngày 14 chưa có kết quả âm tính', en: 'the sample of day 14 has no negative result' },
          ],
        }}
        kept={{ vi: 'Quyết định nháp vẫn được giữ.', en: 'The draft order is kept.' }}
        actions={<Button variant="default">Mở lịch mẫu</Button>}
      />
      <PolicyNotice kind="none" on={TODAY} />
      <PolicyNotice
        kind="unconfirmed"
        pack="Hải Dương 22/02/2021"
        numbers={[
          {
            name: { vi: 'Số ngày cách ly F2 tại nhà', en: 'Days of home isolation, F2' },
            value: { vi: '14 ngày', en: '14 days' },
            source: 'chưa có văn bản',
          },
        ]}
      />
      <Progress
        label={{ vi: 'Nhập danh sách ca bệnh', en: 'Importing a line list' }}
        done={63210}
        total={100000}
        unit={{ vi: 'dòng', en: 'rows' }}
        canLeave
      />
      <Progress label={{ vi: 'Đang đọc tệp', en: 'Reading the file' }} done={812} total={null} />
      <EmptyState
        title={{ vi: 'Chưa có ca bệnh nào', en: 'No cases yet' }}
        filledBy={{
          vi: 'Ca bệnh đến từ kết quả dương tính hoặc từ danh sách được nhập.',
          en: 'Cases come from positive results, or from an imported list.',
        }}
        action={<Button onClick={() => setAsked(true)}>Nhập danh sách</Button>}
      />
      <ConfirmDialog
        opened={asked}
        onClose={() => setAsked(false)}
        title={{ vi: 'Hủy quyết định cách ly 118', en: 'Void order 118' }}
        consequence="6 người đã nhận quyết định này sẽ được liệt kê để báo lại. Quyết định vẫn còn trong hồ sơ, ghi là đã hủy."
        confirm={{ vi: 'Hủy quyết định', en: 'Void the order' }}
        reason={{}}
        onConfirm={() => setAsked(false)}
      />
    </div>
  )
}
