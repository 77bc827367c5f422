import { useLanguage } from '@phaodai/ui/language.tsx'
import { toDataURL } from 'qrcode'
import { useEffect, useState } from 'react'
import { type Colour, colourWords, spelled, whyWords } from './pass.ts'

export interface Pass {
  token: string
  code: string
  colour: Colour
  why: string[]
  validUntil: string
}

const local = (at: string) => {
  const t = new Date(Date.parse(at) + 7 * 3600_000).toISOString()
  return `${t.slice(11, 16)} ${t.slice(8, 10)}/${t.slice(5, 7)}/${t.slice(0, 4)}`
}

/** The QR with its code, colour in words and until when. No name is in the picture. */
export function PassCard({ pass, now }: { pass: Pass; now: string }) {
  const { w } = useLanguage()
  const [image, setImage] = useState('')
  useEffect(() => {
    void toDataURL(pass.token, { errorCorrectionLevel: 'M', margin: 2, width: 520 }).then(setImage)
  }, [pass.token])
  const old = Date.parse(pass.validUntil) < Date.parse(now)
  return (
    <section className={`pass ${old ? 'old' : pass.colour}`} aria-label={w({ vi: 'Mã khai báo', en: 'Pass' })}>
      {image && <img src={image} alt={w({ vi: `Mã QR, mã gõ ${spelled(pass.code)}`, en: `QR, code ${spelled(pass.code)}` })} />}
      <p className="code">{spelled(pass.code)}</p>
      <p style={{ margin: 0 }}>
        {old
          ? w({ vi: `Hết hạn lúc ${local(pass.validUntil)}`, en: `Ran out at ${local(pass.validUntil)}` })
          : w({ vi: `Dùng đến ${local(pass.validUntil)}`, en: `Good until ${local(pass.validUntil)}` })}
      </p>
      <p className="colour">
        {old ? w({ vi: 'HẾT HẠN: khai lại', en: 'EXPIRED: declare again' }) : w(colourWords[pass.colour])}
        {!old && pass.why.length > 0 && `: ${pass.why.map((y) => w(whyWords[y] ?? { vi: y, en: y })).join(', ')}`}
      </p>
    </section>
  )
}
