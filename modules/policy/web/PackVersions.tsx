import { Button } from '@mantine/core'
import { date, instant } from '@phaodai/ui/formats.ts'
import { useLanguage, type Words } from '@phaodai/ui/language.tsx'
import { Page, Part, Read, Said } from '@phaodai/web/fields/Page.tsx'
import { Go } from '@phaodai/web/Go.tsx'
import { FigureTable } from '@phaodai/web/screens/FigureTable.tsx'
import styles from '@phaodai/web/screens/Policy.module.css'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { z } from 'zod'
import { ReasonDialog } from '../../checks/web/ReasonDialog.tsx'
import { pack } from '../policy.verbs.ts'
import { withdrawPack } from '../shipped.verbs.ts'

type Version = z.output<typeof pack.output>['versions'][number]

/** A pack through its versions: by which document each came into force, which one counts, which was withdrawn and why. */
export default function PackVersions() {
  const { w } = useLanguage()
  const { code } = useParams({ strict: false }) as { code: string }
  const read = useRead(pack, { code })
  const [said, setSaid] = useState<Words | null>(null)
  const [open, setOpen] = useState<Version | null>(null)
  const write = useWrite(withdrawPack)
  const title = (read.data?.versions[0]?.body as { title?: Words } | undefined)?.title ?? {
    vi: 'Gói quy định',
    en: 'Policy pack',
  }
  const below = open ? read.data?.versions.find((v) => v.version < open.version && !v.withdrawn) : undefined
  return (
    <Page title={title}>
      <p style={{ margin: 0 }}>
        <Go href="/policy">{w({ vi: 'Chính sách', en: 'Policy' })}</Go> <span className="pd-muted">{code}</span>
      </p>
      <Said words={said} />
      <Read of={read}>
        {({ versions }) => versions.map((v) => <OneVersion key={v.version} v={v} onWithdraw={() => setOpen(v)} />)}
      </Read>
      {open && (
        <ReasonDialog
          title={{ vi: `Rút phiên bản ${open.version}`, en: `Withdraw version ${open.version}` }}
          submit={{ vi: 'Rút phiên bản', en: 'Withdraw' }}
          consequence={
            below
              ? {
                  vi: `Phiên bản ${below.version} áp dụng trở lại ngay. Quyết định đang mở theo điều mỗi phiên bản còn đứng nêu. Bản rút vẫn giữ trong lịch sử.`,
                  en: `Version ${below.version} counts again at once. Open orders follow what the versions that stand say. The one withdrawn stays in the history.`,
                }
              : {
                  vi: 'Gói này không còn phiên bản nào áp dụng; các gói khác giữ nguyên. Quyết định đang mở theo điều mỗi quy định còn đứng nêu. Bản rút vẫn giữ trong lịch sử.',
                  en: 'No version of this pack counts any more; other packs stay. Open orders follow the rules that stand. The one withdrawn stays in the history.',
                }
          }
          write={write}
          onClose={() => setOpen(null)}
          onReason={async (reason) => {
            const made = await write.send({ code, version: open.version, reason })
            if (!made) return
            setOpen(null)
            setSaid(
              made.standing === null
                ? { vi: 'Đã rút; gói này không còn áp dụng.', en: 'Withdrawn; this pack no longer counts.' }
                : {
                    vi: `Đã rút; phiên bản ${made.standing} áp dụng trở lại.`,
                    en: `Withdrawn; version ${made.standing} counts again.`,
                  },
            )
          }}
        />
      )}
    </Page>
  )
}

function OneVersion({ v, onWithdraw }: { v: Version; onWithdraw: () => void }) {
  const { w, language } = useLanguage()
  const { may } = useSession()
  const body = v.body as { effectiveFrom: string; effectiveUntil: string | null }
  const came = v.order
    ? {
        vi: `Theo ${v.order.documentNo} ngày ${date(v.order.issuedOn)}, ${v.order.signer} ký.`,
        en: `By ${v.order.documentNo} of ${date(v.order.issuedOn)}, signed by ${v.order.signer}.`,
      }
    : v.loadedBy
      ? { vi: 'Không ghi văn bản cho áp dụng.', en: 'No document was kept.' }
      : { vi: 'Có từ khi lập hệ thống.', en: 'There since the instance was founded.' }
  return (
    <Part
      title={{ vi: `Phiên bản ${v.version}`, en: `Version ${v.version}` }}
      actions={
        v.standing && v.loadedBy && may(withdrawPack) ? (
          <Button className="pd-no-print" variant="default" onClick={onWithdraw}>
            {w({ vi: 'Rút vì đưa vào nhầm', en: 'Withdraw' })}
          </Button>
        ) : undefined
      }
    >
      <p style={{ margin: 0 }}>
        {v.standing && <span className={styles.mark}>{w({ vi: 'đang đứng', en: 'stands' })}</span>}
        {v.withdrawn && <span className={styles.mark}>{w({ vi: 'đã rút', en: 'withdrawn' })}</span>} {w(came)}{' '}
        {w({ vi: 'Nạp lúc', en: 'Loaded at' })} {instant(v.loadedAt, language)}. {w({ vi: 'Hiệu lực', en: 'In force' })}{' '}
        {date(body.effectiveFrom)} – {body.effectiveUntil ? date(body.effectiveUntil) : '…'}.
      </p>
      {v.withdrawn && (
        <p style={{ margin: '4px 0 0' }}>
          <strong>
            {w({ vi: 'Rút lúc', en: 'Withdrawn at' })} {instant(v.withdrawn.at, language)}: {v.withdrawn.reason}
          </strong>
        </p>
      )}
      <details style={{ marginTop: 8 }} open={v.standing}>
        <summary style={{ cursor: 'pointer' }}>
          {w({ vi: `${v.figures.length} con số`, en: `${v.figures.length} numbers` })}
        </summary>
        {[...Map.groupBy(v.figures, (f) => f.ruleKey).values()].map((figures) => (
          <div key={figures[0]!.ruleKey} style={{ marginTop: 12 }}>
            <h3 style={{ margin: 0, fontSize: '1rem' }}>{w(figures[0]!.ruleTitle)}</h3>
            <FigureTable figures={figures} />
          </div>
        ))}
      </details>
    </Part>
  )
}
