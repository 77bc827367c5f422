import { readCccdQr } from '@phaodai/text/cccd-qr.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { useCallback, useEffect, useState } from 'react'
import { Bad, Choice, daysBefore, Head, Line, nowhere, symptomOptions, Ticks, type Where, WhereField } from './fields.tsx'
import { keyInAddress, knock, newKey, Refused } from './knock.ts'
import { type Pass, PassCard } from './PassCard.tsx'
import { QrReader } from './QrReader.tsx'

interface Own {
  day: string
  now: string
  province: string
  drill: boolean
  lookBackDays: number | null
  epidemicAreas: { epidemicId: string; name: string }[]
  pass: Pass | null
  last: {
    fullName: string
    birthYear?: number | null
    sex?: 'male' | 'female' | null
    communeId?: number | null
    hamletId?: number | null
    address?: string | null
  } | null
  history: { declarationId: string; onDay: string; colour: string; lateHours: number | null; markedFalse: boolean }[]
}
const DOOR = '/api/doors/declarant'
const shownDay = (day: string) => day.split('-').reverse().join('/')

function Form({ keyOf, own, onDone, onBack }: { keyOf: string; own: Own; onDone: () => void; onBack: (() => void) | null }) {
  const { w } = useLanguage()
  const [opId] = useState(() => crypto.randomUUID())
  const [ids] = useState(() => ({ declarationId: crypto.randomUUID(), signalId: crypto.randomUUID() }))
  const [fullName, setFullName] = useState(own.last?.fullName ?? '')
  const [birthYear, setBirthYear] = useState(own.last?.birthYear ? String(own.last.birthYear) : '')
  const [sex, setSex] = useState<'male' | 'female' | null>(own.last?.sex ?? null)
  const [idNumber, setIdNumber] = useState('')
  const [phone, setPhone] = useState('')
  const [where, setWhere] = useState<Where>(
    own.last
      ? { communeId: own.last.communeId ?? null, hamletId: own.last.hamletId ?? null, outside: own.last.communeId == null }
      : nowhere,
  )
  const [address, setAddress] = useState(own.last?.address ?? '')
  const [fromPlace, setFromPlace] = useState('')
  const [toPlace, setToPlace] = useState('')
  const [arrived, setArrived] = useState<string | null>(null)
  const [vehicle, setVehicle] = useState('')
  const [places, setPlaces] = useState('')
  const [epidemicIds, setEpidemicIds] = useState<string[]>([])
  const [kinds, setKinds] = useState<('fever' | 'cough' | 'breathlessness')[]>([])
  const [contact, setContact] = useState<'yes' | 'no' | null>(null)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refused | null>(null)
  const placed = where.communeId !== null || where.outside
  const year = birthYear.trim()
  const badYear = year !== '' && !(/^(19|20)\d\d$/.test(year) && Number(year) <= Number(own.day.slice(0, 4)))
  const ready = fullName.trim().length >= 2 && placed && contact !== null && !badYear
  const send = async () => {
    setBusy(true)
    setRefusal(null)
    const input = {
      ...{ ...ids, fullName, sex, communeId: where.communeId, hamletId: where.hamletId, epidemicIds, kinds },
      ...{ idNumber: idNumber.trim() || null, phone: phone.trim() || null, address: address.trim() || null },
      ...{ fromPlace: fromPlace.trim() || null, toPlace: toPlace.trim() || null, vehicle: vehicle.trim() || null },
      birthYear: year === '' ? null : Number(year),
      arrivedOn: arrived === null ? null : daysBefore(own.day, Number(arrived)),
      places: places
        .split('\n')
        .map((name) => ({ name: name.trim().slice(0, 200) }))
        .filter((p) => p.name)
        .slice(0, 20),
      contactCase: contact === 'yes',
    }
    try {
      await knock(`${DOOR}/declarations`, input, { key: keyOf, opId })
      onDone()
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      setRefusal(error)
      setBusy(false)
    }
  }
  return (
    <form
      onSubmit={(e) => {
        e.preventDefault()
        if (ready && !busy) void send()
      }}
    >
      <h1>{own.pass ? w({ vi: 'Khai lại', en: 'Declare again' }) : w({ vi: 'Khai báo y tế', en: 'Health declaration' })}</h1>
      <QrReader
        label={{ vi: 'Quét QR trên CCCD để điền nhanh', en: 'Scan the QR of your CCCD' }}
        onText={(text) => {
          const card = readCccdQr(text)
          if (!card) return
          setFullName(card.fullName)
          setIdNumber(card.idNumber)
          if (card.bornOn) setBirthYear(card.bornOn.slice(0, 4))
          if (card.sex) setSex(card.sex)
          if (card.address) setAddress(card.address)
        }}
      />
      <Line
        label={{ vi: 'Họ và tên', en: 'Full name' }}
        value={fullName}
        maxLength={255}
        autoComplete="name"
        required
        onChange={(e) => setFullName(e.currentTarget.value)}
      />
      <div className="pair">
        <Line
          label={{ vi: 'Năm sinh', en: 'Birth year' }}
          inputMode="numeric"
          maxLength={4}
          value={birthYear}
          onChange={(e) => setBirthYear(e.currentTarget.value)}
        />
        <Line
          label={{ vi: 'Điện thoại', en: 'Phone' }}
          type="tel"
          maxLength={40}
          autoComplete="tel"
          value={phone}
          onChange={(e) => setPhone(e.currentTarget.value)}
        />
      </div>
      <Choice
        legend={{ vi: 'Giới tính', en: 'Sex' }}
        options={[
          { value: 'male', words: { vi: 'Nam', en: 'Male' } },
          { value: 'female', words: { vi: 'Nữ', en: 'Female' } },
        ]}
        value={sex}
        onChange={setSex}
      />
      <Line
        label={{ vi: 'Số CCCD, CMND hoặc hộ chiếu', en: 'Identity number or passport' }}
        value={idNumber}
        maxLength={40}
        onChange={(e) => setIdNumber(e.currentTarget.value)}
      />
      <WhereField path={`${DOOR}/units`} keyOf={keyOf} value={where} onChange={setWhere} />
      <Line
        label={{ vi: 'Địa chỉ', en: 'Address' }}
        value={address}
        maxLength={300}
        autoComplete="street-address"
        onChange={(e) => setAddress(e.currentTarget.value)}
      />
      <h2>{w({ vi: 'Sức khỏe', en: 'Health' })}</h2>
      <Ticks
        legend={{ vi: 'Đang có (để trống nếu không có)', en: 'Now (leave empty if none)' }}
        options={symptomOptions}
        value={kinds}
        onChange={setKinds}
      />
      <Choice
        legend={{
          vi: `${own.lookBackDays ?? 14} ngày qua có tiếp xúc ca bệnh hoặc người nghi mắc?`,
          en: `In the last ${own.lookBackDays ?? 14} days, contact with a case or someone suspected?`,
        }}
        options={[
          { value: 'no', words: { vi: 'Không', en: 'No' } },
          { value: 'yes', words: { vi: 'Có', en: 'Yes' } },
        ]}
        value={contact}
        onChange={setContact}
      />
      {own.epidemicAreas.length > 0 && (
        <Ticks
          legend={{ vi: `${own.lookBackDays ?? 14} ngày qua có đến`, en: `In the last ${own.lookBackDays ?? 14} days I was in` }}
          options={own.epidemicAreas.map((e) => ({ value: e.epidemicId, words: { vi: e.name, en: e.name } }))}
          value={epidemicIds}
          onChange={setEpidemicIds}
        />
      )}
      <h2>{w({ vi: 'Di chuyển (nếu có)', en: 'Journey (if any)' })}</h2>
      <Line
        label={{ vi: 'Đi từ', en: 'From' }}
        value={fromPlace}
        maxLength={200}
        onChange={(e) => setFromPlace(e.currentTarget.value)}
      />
      <Line label={{ vi: 'Đến', en: 'To' }} value={toPlace} maxLength={200} onChange={(e) => setToPlace(e.currentTarget.value)} />
      <Choice
        legend={{ vi: 'Đến nơi ngày nào', en: 'Arrived' }}
        options={[
          { value: '0', words: { vi: 'Hôm nay', en: 'Today' } },
          { value: '1', words: { vi: 'Hôm qua', en: 'Yesterday' } },
          { value: '2', words: { vi: '2 ngày trước', en: '2 days ago' } },
          { value: '5', words: { vi: '5 ngày trước', en: '5 days ago' } },
        ]}
        value={arrived}
        onChange={setArrived}
      />
      <Line
        label={{ vi: 'Biển số xe, chuyến', en: 'Vehicle, trip' }}
        value={vehicle}
        maxLength={60}
        onChange={(e) => setVehicle(e.currentTarget.value)}
      />
      <label className="name" htmlFor="places">
        {w({ vi: 'Đã đến những đâu, mỗi dòng một nơi', en: 'Where you have been, one a line' })}
      </label>
      <textarea id="places" rows={3} value={places} onChange={(e) => setPlaces(e.currentTarget.value)} />
      {refusal && <Bad problem={refusal.problem} />}
      <button type="submit" className="main" disabled={!ready || busy}>
        {w({ vi: 'Gửi tờ khai', en: 'Send the declaration' })}
      </button>
      {!ready && (
        <p className="quiet" role="status">
          {badYear
            ? w({
                vi: 'Năm sinh gõ đủ 4 số, ví dụ 1980; không biết thì để trống.',
                en: 'The birth year in 4 digits, e.g. 1980, or leave it empty.',
              })
            : w({ vi: 'Cần: họ tên, xã đang ở, câu hỏi tiếp xúc.', en: 'Needed: name, commune, the question of contact.' })}
        </p>
      )}
      <p className="quiet">
        {w({
          vi: 'Khai gian dối, khai muộn bị xử lý theo pháp luật. Số giấy tờ và điện thoại được mã hóa.',
          en: 'False or late declarations are answered for by law. Numbers are encrypted.',
        })}
      </p>
      {onBack && (
        <button type="button" className="plain" onClick={onBack}>
          {w({ vi: 'Quay lại mã QR', en: 'Back to the QR' })}
        </button>
      )}
    </form>
  )
}

/** A citizen's own page: declare, show the QR, renew each day by the same address. */
export default function Declare() {
  const { w } = useLanguage()
  const [key, setKey] = useState(() => keyInAddress() ?? localStorage.getItem('pd-kb') ?? newKey())
  const [own, setOwn] = useState<Own | null>(null)
  const [refusal, setRefusal] = useState<Refused | null>(null)
  const [again, setAgain] = useState(false)
  const read = useCallback(async () => {
    try {
      const found = await knock<Own>(`${DOOR}/own`, {}, { key })
      setOwn(found)
      setRefusal(null)
      if (!found.pass) return
      localStorage.setItem('pd-kb', key)
      history.replaceState(null, '', `#${key}`)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      setRefusal(error)
    }
  }, [key])
  useEffect(() => {
    document.title = 'Khai báo y tế · Pháo Đài'
    void read()
  }, [read])
  const other = () => {
    setAgain(false)
    setOwn(null)
    history.replaceState(null, '', location.pathname)
    setKey(newKey())
  }
  return (
    <>
      <Head title={own ? `Khai báo y tế · ${own.province}` : 'Khai báo y tế'} drill={own?.drill ?? false} />
      <main>
        {refusal && (
          <>
            <Bad problem={refusal.problem} />
            <button type="button" className="plain" onClick={() => void read()}>
              {w({ vi: 'Thử lại', en: 'Try again' })}
            </button>
          </>
        )}
        {!own && !refusal && (
          <p className="quiet" role="status">
            {w({ vi: 'Đang mở…', en: 'Opening…' })}
          </p>
        )}
        {own?.pass && !again && (
          <>
            <h1>{w({ vi: 'Mã khai báo của bạn', en: 'Your pass' })}</h1>
            <p className="quiet">{own.last?.fullName}</p>
            <PassCard pass={own.pass} now={own.now} />
            <button type="button" className="main" onClick={() => setAgain(true)}>
              {w({ vi: 'Khai lại hôm nay', en: 'Declare again today' })}
            </button>
            <button type="button" className="plain" onClick={() => print()}>
              {w({ vi: 'In mã', en: 'Print' })}
            </button>
            <button type="button" className="plain" onClick={other}>
              {w({ vi: 'Khai cho người khác trên máy này', en: 'Declare for someone else on this device' })}
            </button>
            <p className="quiet no-print">
              {w({
                vi: 'Địa chỉ của trang này là của riêng bạn: lưu lại để khai hằng ngày, không gửi cho người khác.',
                en: 'The address of this page is yours alone: keep it for each day, and give it to nobody.',
              })}
            </p>
            <h2>{w({ vi: 'Đã khai', en: 'Declared' })}</h2>
            <ul>
              {own.history.map((h) => (
                <li key={h.declarationId}>
                  {shownDay(h.onDay)}
                  {h.lateHours !== null && w({ vi: `, muộn ${h.lateHours} giờ`, en: `, ${h.lateHours} h late` })}
                  {h.markedFalse &&
                    w({ vi: ', đã được ghi là sai: liên hệ trạm y tế', en: ', marked false: ask the health station' })}
                </li>
              ))}
            </ul>
          </>
        )}
        {own && (!own.pass || again) && (
          <Form
            key={key}
            keyOf={key}
            own={own}
            onBack={own.pass ? () => setAgain(false) : null}
            onDone={() => {
              setAgain(false)
              scrollTo({ top: 0 })
              void read()
            }}
          />
        )}
      </main>
    </>
  )
}
