import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { useEffect, useState } from 'react'
import { Bad, Choice, daysBefore, Head, Line, nowhere, symptomOptions, Ticks, WhereField } from './fields.tsx'
import { keyInAddress, knock, Refused } from './knock.ts'
import { useOutbox } from './outbox.ts'

interface Today {
  reports: number
  nil: boolean
  screened: number
  admitted: number
  discharged: number
}
interface Opened {
  kind: 'pharmacy' | 'clinic' | 'hospital'
  name: string
  day: string
  drill: boolean
  today: Today
}
type Send = (path: string, input: object) => void
const DOOR = '/api/doors/sentinel'
const id = () => crypto.randomUUID()

/** Someone with symptoms, in under a minute: what, since when, who, where they live. */
function Report({ day, keyOf, send }: { day: string; keyOf: string; send: Send }) {
  const { w } = useLanguage()
  const [kinds, setKinds] = useState<('fever' | 'cough' | 'breathlessness' | 'other')[]>([])
  const [since, setSince] = useState<string | null>(null)
  const [who, setWho] = useState('')
  const [age, setAge] = useState('')
  const [phone, setPhone] = useState('')
  const [where, setWhere] = useState(nowhere)
  const [address, setAddress] = useState('')
  const [bought, setBought] = useState('')
  const placed = where.communeId !== null || where.outside
  const ready = kinds.length > 0 && who.trim() !== '' && placed
  return (
    <form
      onSubmit={(e) => {
        e.preventDefault()
        if (!ready) return
        send(`${DOOR}/reports`, {
          ...{ reportId: id(), signalId: id(), who: who.trim(), kinds, communeId: where.communeId, hamletId: where.hamletId },
          ...{ phone: phone.trim() || null, address: address.trim() || null, bought: bought.trim() || null },
          ageYears: /^\d{1,3}$/.test(age.trim()) ? Number(age) : null,
          sinceOn: since === null ? null : daysBefore(day, Number(since)),
        })
      }}
    >
      <Ticks
        legend={{ vi: 'Có dấu hiệu gì', en: 'Symptoms' }}
        options={[...symptomOptions, { value: 'other', words: { vi: 'Chỉ mua thuốc', en: 'Only bought medicine' } }]}
        value={kinds}
        onChange={setKinds}
      />
      <Choice
        legend={{ vi: 'Từ khi nào', en: 'Since' }}
        options={[
          { value: '0', words: { vi: 'Hôm nay', en: 'Today' } },
          { value: '1', words: { vi: 'Hôm qua', en: 'Yesterday' } },
          { value: '2', words: { vi: '2 ngày', en: '2 days' } },
          { value: '4', words: { vi: '3-5 ngày', en: '3-5 days' } },
        ]}
        value={since}
        onChange={setSince}
      />
      <Line
        label={{ vi: 'Họ tên người đó', en: 'Name as told' }}
        value={who}
        maxLength={120}
        required
        onChange={(e) => setWho(e.currentTarget.value)}
      />
      <div className="pair">
        <Line
          label={{ vi: 'Tuổi', en: 'Age' }}
          inputMode="numeric"
          maxLength={3}
          value={age}
          onChange={(e) => setAge(e.currentTarget.value)}
        />
        <Line
          label={{ vi: 'Điện thoại', en: 'Phone' }}
          type="tel"
          maxLength={40}
          value={phone}
          onChange={(e) => setPhone(e.currentTarget.value)}
        />
      </div>
      <WhereField path={`${DOOR}/units`} keyOf={keyOf} value={where} onChange={setWhere} />
      <Line
        label={{ vi: 'Số nhà, ngõ', en: 'House, lane' }}
        value={address}
        maxLength={200}
        onChange={(e) => setAddress(e.currentTarget.value)}
      />
      <Line
        label={{ vi: 'Đã mua gì, khám gì', en: 'Bought, seen for' }}
        value={bought}
        maxLength={200}
        onChange={(e) => setBought(e.currentTarget.value)}
      />
      <button type="submit" className="main" disabled={!ready}>
        {w({ vi: 'Gửi báo cáo', en: 'Send the report' })}
      </button>
      {!ready && (
        <p className="quiet">{w({ vi: 'Cần: dấu hiệu, họ tên, xã đang ở.', en: 'Needed: symptoms, name, commune.' })}</p>
      )}
    </form>
  )
}

function Screened({ send }: { send: Send }) {
  const { w } = useLanguage()
  const [people, setPeople] = useState('')
  const [ill, setIll] = useState('0')
  const ready = Number(people) >= 1 && Number(ill) >= 0 && Number(ill) <= Number(people)
  return (
    <form
      onSubmit={(e) => {
        e.preventDefault()
        if (ready) send(`${DOOR}/screened`, { tallyId: id(), people: Number(people), symptomatic: Number(ill) })
      }}
    >
      <Line
        label={{ vi: 'Số người qua cửa được sàng lọc', en: 'People screened at the door' }}
        inputMode="numeric"
        value={people}
        onChange={(e) => setPeople(e.currentTarget.value)}
      />
      <Line
        label={{ vi: 'Trong đó có dấu hiệu', en: 'Of them with symptoms' }}
        inputMode="numeric"
        value={ill}
        onChange={(e) => setIll(e.currentTarget.value)}
      />
      <p className="quiet">
        {w({ vi: 'Người có dấu hiệu: báo từng người ở mục đầu.', en: 'Report each of them in the first tab as well.' })}
      </p>
      <button type="submit" className="main" disabled={!ready}>
        {w({ vi: 'Gửi số sàng lọc', en: 'Send the count' })}
      </button>
    </form>
  )
}

function Beds({ send }: { send: Send }) {
  const { w } = useLanguage()
  const [recordNo, setRecordNo] = useState('')
  const [who, setWho] = useState('')
  const [age, setAge] = useState('')
  const [residence, setResidence] = useState('')
  const [ward, setWard] = useState('')
  const [out, setOut] = useState('')
  return (
    <>
      <form
        onSubmit={(e) => {
          e.preventDefault()
          const ageYears = /^\d{1,3}$/.test(age.trim()) ? Number(age) : null
          send(`${DOOR}/inpatients`, {
            inpatientId: id(),
            recordNo,
            who,
            ageYears,
            residence: residence || null,
            ward: ward || null,
          })
        }}
      >
        <h2>{w({ vi: 'Nhập viện hôm nay', en: 'Admitted today' })}</h2>
        <Line
          label={{ vi: 'Mã bệnh án', en: 'Record number' }}
          value={recordNo}
          maxLength={40}
          required
          onChange={(e) => setRecordNo(e.currentTarget.value)}
        />
        <Line
          label={{ vi: 'Họ tên', en: 'Name' }}
          value={who}
          maxLength={120}
          required
          onChange={(e) => setWho(e.currentTarget.value)}
        />
        <div className="pair">
          <Line
            label={{ vi: 'Tuổi', en: 'Age' }}
            inputMode="numeric"
            maxLength={3}
            value={age}
            onChange={(e) => setAge(e.currentTarget.value)}
          />
          <Line label={{ vi: 'Khoa', en: 'Ward' }} value={ward} maxLength={80} onChange={(e) => setWard(e.currentTarget.value)} />
        </div>
        <Line
          label={{ vi: 'Nơi ở', en: 'Residence' }}
          value={residence}
          maxLength={200}
          onChange={(e) => setResidence(e.currentTarget.value)}
        />
        <button type="submit" className="main" disabled={!recordNo.trim() || !who.trim()}>
          {w({ vi: 'Ghi nhập viện', en: 'Record the admission' })}
        </button>
      </form>
      <form
        onSubmit={(e) => {
          e.preventDefault()
          send(`${DOOR}/discharges`, { dischargeId: id(), recordNo: out })
        }}
      >
        <h2>{w({ vi: 'Ra viện hôm nay', en: 'Discharged today' })}</h2>
        <Line
          label={{ vi: 'Mã bệnh án của người ra viện', en: 'Record number of the discharged' }}
          value={out}
          maxLength={40}
          onChange={(e) => setOut(e.currentTarget.value)}
        />
        <button type="submit" className="plain" disabled={!out.trim()}>
          {w({ vi: 'Ghi ra viện', en: 'Record the discharge' })}
        </button>
      </form>
    </>
  )
}

type Tab = 'report' | 'screened' | 'beds'
const tabWords: Record<Tab, Words> = {
  report: { vi: 'Báo một người', en: 'Report' },
  screened: { vi: 'Sàng lọc', en: 'Screening' },
  beds: { vi: 'Nội trú', en: 'Inpatients' },
}

/** Of two answers about one day the later: its counts only grow. */
const most = (a: Today, b: Today): Today => ({
  nil: a.nil || b.nil,
  reports: Math.max(a.reports, b.reports),
  screened: Math.max(a.screened, b.screened),
  admitted: Math.max(a.admitted, b.admitted),
  discharged: Math.max(a.discharged, b.discharged),
})

function Open({ keyOf, opened }: { keyOf: string; opened: Opened }) {
  const { w } = useLanguage()
  const [today, setToday] = useState(opened.today)
  // the page opens with what it knew last time; what the server says comes after, maybe after the answer to what was kept here
  useEffect(() => setToday((known) => most(known, opened.today)), [opened])
  const [sent, setSent] = useState(0)
  const [tab, setTab] = useState<Tab>('report')
  const box = useOutbox<{ today: Today }>(keyOf, (a) => setToday((known) => most(known, a.today)))
  const send: Send = (path, input) => {
    // an empty form for the next person; what was written is kept until it is accepted
    setSent((n) => n + 1)
    scrollTo({ top: 0 })
    void box.send(path, input)
  }
  const tabs: Tab[] = opened.kind === 'pharmacy' ? ['report'] : ['report', 'screened', 'beds']
  return (
    <>
      <Head title={opened.name} drill={opened.drill} />
      <main>
        <h1>{w({ vi: 'Báo người có dấu hiệu', en: 'Report someone with symptoms' })}</h1>
        <div role="status">
          {box.waiting > 0 ? (
            <p className="bad">
              {w({
                vi: `${box.waiting} lượt còn giữ trên máy này, chưa gửi được. Sẽ tự gửi khi có mạng.`,
                en: `${box.waiting} kept on this device, not sent yet. Sent by itself once there is a network.`,
              })}
            </p>
          ) : (
            sent > 0 && !box.refusal && <p className="said">{w({ vi: 'Đã gửi. Cảm ơn.', en: 'Sent. Thank you.' })}</p>
          )}
          <p className="quiet">
            {w({ vi: `Hôm nay điểm này đã báo ${today.reports} người`, en: `${today.reports} reported here today` })}
            {today.nil && today.reports === 0 && w({ vi: ', đã báo không có ai', en: ', reported as nobody' })}
            {today.screened > 0 && w({ vi: `, sàng lọc ${today.screened}`, en: `, ${today.screened} screened` })}
            {today.admitted > 0 && w({ vi: `, nhập viện ${today.admitted}`, en: `, ${today.admitted} admitted` })}
          </p>
        </div>
        {box.refusal && <Bad problem={box.refusal} />}
        {tabs.length > 1 && (
          <nav className="tabs" aria-label={w({ vi: 'Việc', en: 'What' })}>
            {tabs.map((t) => (
              <button key={t} type="button" aria-current={t === tab} onClick={() => setTab(t)}>
                {w(tabWords[t])}
              </button>
            ))}
          </nav>
        )}
        {tab === 'report' && <Report key={sent} day={opened.day} keyOf={keyOf} send={send} />}
        {tab === 'screened' && <Screened key={sent} send={send} />}
        {tab === 'beds' && <Beds key={sent} send={send} />}
        {tab === 'report' && today.reports === 0 && !today.nil && (
          <button type="button" className="plain" onClick={() => send(`${DOOR}/nil`, { tallyId: id() })}>
            {w({ vi: 'Hôm nay không có ai', en: 'Nobody today' })}
          </button>
        )}
        <p className="quiet" style={{ marginTop: 16 }}>
          {w({
            vi: 'Trang này chỉ gửi đi. Trạm y tế nơi người đó ở sẽ liên hệ; trang không cho biết ai đã có trong danh sách.',
            en: 'This page only sends. The health station of their commune follows up; nothing here tells who is known.',
          })}
        </p>
      </main>
    </>
  )
}

/** The page behind a sentinel's link. */
export default function Sentinel() {
  const { w } = useLanguage()
  // the browser may be opened again without the address's end: the link of last time is still this counter's
  const [key] = useState(() => {
    const given = keyInAddress()
    if (given) localStorage.setItem('pd-td', given)
    return given ?? localStorage.getItem('pd-td')
  })
  const [opened, setOpened] = useState<Opened | null>(
    () => JSON.parse(localStorage.getItem('pd-td-opened') ?? 'null') as Opened | null,
  )
  const [refusal, setRefusal] = useState<Refused | null>(null)
  useEffect(() => {
    document.title = 'Pháo Đài'
    if (!key) return
    knock<Opened>(`${DOOR}/open`, {}, { key }).then(
      (a) => {
        localStorage.setItem('pd-td-opened', JSON.stringify(a))
        setOpened(a)
      },
      (e: unknown) => {
        if (!(e instanceof Refused)) throw e
        if (e.problem.code !== 'no-connection') {
          localStorage.removeItem('pd-td-opened')
          setOpened(null)
        }
        setRefusal(e)
      },
    )
  }, [key])
  if (key && opened) return <Open key={opened.day} keyOf={key} opened={opened} />
  return (
    <>
      <Head title="Pháo Đài" drill={false} />
      <main>
        <h1>
          {w({ vi: 'Trang báo cáo của nhà thuốc, phòng khám, bệnh viện', en: 'Page of pharmacies, clinics and hospitals' })}
        </h1>
        {refusal ? (
          <Bad problem={refusal.problem} />
        ) : (
          <p className="quiet" role="status">
            {key
              ? w({ vi: 'Đang mở…', en: 'Opening…' })
              : w({ vi: 'Quét mã QR do trạm y tế xã cấp để mở trang này.', en: 'Scan the QR that the health station gave you.' })}
          </p>
        )}
      </main>
    </>
  )
}
