import { Button, Group } from '@mantine/core'
import { number } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { Part, Read } from '@phaodai/web/fields/Page.tsx'
import { Go } from '@phaodai/web/Go.tsx'
import { saveFile } from '@phaodai/web/saveFile.ts'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useState } from 'react'
import type { z } from 'zod'
import { dhis2 } from '../exports.contract.ts'
import { kindOf } from '../figures.rules.ts'

type Answer = z.output<typeof dhis2.output>
/** The keys of what is not sent, by why, each once. */
const keysLeft = (a: Answer, why: Answer['leftOut'][number]['why']) => [
  ...new Set(a.leftOut.filter((l) => l.why === why).map((l) => l.key)),
]

/** What would go to DHIS2 and what would not, before a file of it is taken; the file with or without "check only". */
export function Dhis2({ reportId }: { reportId: string }) {
  const { w } = useLanguage()
  const { may } = useSession()
  const [asked, setAsked] = useState(false)
  const dry = useRead(dhis2, { reportId, dryRun: 'yes' }, { enabled: asked })
  const take = (a: Answer) =>
    saveFile({
      fileName: `dhis2-${a.body.orgUnit}-${a.body.period}.json`,
      blob: new Blob([JSON.stringify(a.body, null, 2)], { type: 'application/json' }),
    })
  if (!may(dhis2)) return null
  return (
    <div className="pd-no-print">
      <Part title={{ vi: 'Gửi DHIS2 (dataValueSets)', en: 'To DHIS2 (dataValueSets)' }}>
        {!asked ? (
          <Button variant="default" onClick={() => setAsked(true)}>
            {w({ vi: 'Kiểm thử: xem sẽ gửi gì', en: 'Dry run: what would be sent' })}
          </Button>
        ) : (
          <Read of={dry}>
            {(a) => {
              const [noFigure, noCode] = [keysLeft(a, 'no-figure'), keysLeft(a, 'no-data-element')]
              const labels = (of: string[]) => of.map((k) => w(kindOf(k)?.label ?? { vi: k, en: k })).join('; ')
              return (
                <div style={{ display: 'grid', gap: 8 }}>
                  <p role="status" style={{ margin: 0 }}>
                    <strong>
                      {w({
                        vi: `${number(a.body.dataValues.length)} giá trị sẽ được gửi`,
                        en: `${number(a.body.dataValues.length)} values would be sent`,
                      })}
                    </strong>
                    ,{' '}
                    {w({
                      vi: `kỳ ${a.body.period}, bảng mã số ${a.mappingVersion}.`,
                      en: `period ${a.body.period}, codes version ${a.mappingVersion}.`,
                    })}{' '}
                    {a.mappingVersion === 0 &&
                      w({
                        vi: 'Mã đang dùng là mã đề xuất của phần mềm, chưa phải mã DHIS2 của tỉnh. ',
                        en: 'These are the product’s proposed codes, not yet those of the province. ',
                      })}
                    <Go href="/exports">{w({ vi: 'Xem, sửa bảng mã', en: 'See and change the codes' })}</Go>
                  </p>
                  {noCode.length > 0 && (
                    <p style={{ margin: 0 }}>
                      {w({ vi: 'Không gửi vì chưa có mã: ', en: 'Not sent, no code: ' })}
                      {labels(noCode)}.
                    </p>
                  )}
                  {noFigure.length > 0 && (
                    <p style={{ margin: 0 }}>
                      {w({
                        vi: 'Không gửi vì chưa có số liệu (không gửi số 0 thay): ',
                        en: 'Not sent, no figure (never zero instead): ',
                      })}
                      {labels(noFigure)}.
                    </p>
                  )}
                  <p className="pd-muted" style={{ margin: 0, overflowWrap: 'anywhere' }}>
                    {w({
                      vi: 'Tải tệp rồi gửi vào máy chủ DHIS2. Lần đầu gửi với dryRun=true: DHIS2 chỉ kiểm tra, không ghi.',
                      en: 'Take the file and send it to the DHIS2 server. First with dryRun=true: DHIS2 checks and writes nothing.',
                    })}{' '}
                    <code>{a.request}</code>
                  </p>
                  <Group gap="sm">
                    <Button variant="default" onClick={() => take(a)}>
                      {w({ vi: 'Tải tệp dataValueSets (.json)', en: 'Download dataValueSets (.json)' })}
                    </Button>
                  </Group>
                </div>
              )
            }}
          </Read>
        )}
      </Part>
    </div>
  )
}
