import { Button } from '@mantine/core'
import { number } from '@phaodai/ui/formats.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { FormDialog } from '@phaodai/web/fields/FormDialog.tsx'
import { Part } from '@phaodai/web/fields/Page.tsx'
import styles from '@phaodai/web/screens/Policy.module.css'
import { useSession } from '@phaodai/web/useSession.ts'
import { useWrite } from '@phaodai/web/useWrite.ts'
import { useState } from 'react'
import type { z } from 'zod'
import { loadProfile } from '../policy.verbs.ts'
import type { shipped } from '../shipped.verbs.ts'
import { ChangeTable } from './ChangeTable.tsx'
import { documentsText } from './documents.ts'

type Profile = z.output<typeof shipped.output>['profiles'][number]

/** Hồ sơ bệnh: those that ship otherwise than held here, number by number, and loading one. */
export function ShippedProfiles({ rows, onDone }: { rows: Profile[]; onDone: (p: Profile, version: number) => void }) {
  const [loading, setLoading] = useState<Profile | null>(null)
  return (
    <>
      {rows.map((p) => (
        <OneProfile key={p.code} p={p} onLoad={() => setLoading(p)} />
      ))}
      {loading && (
        <LoadDialog
          p={loading}
          onClose={() => setLoading(null)}
          onDone={(version) => {
            setLoading(null)
            onDone(loading, version)
          }}
        />
      )}
    </>
  )
}

function OneProfile({ p, onLoad }: { p: Profile; onLoad: () => void }) {
  const { w } = useLanguage()
  const { may } = useSession()
  const heading = { vi: `Hồ sơ bệnh: ${p.name.vi}`, en: `Disease profile: ${p.name.en}` }
  return (
    <Part
      title={heading}
      actions={
        may(loadProfile) && (
          <Button className="pd-no-print" onClick={onLoad}>
            {w({ vi: 'Nạp hồ sơ này', en: 'Load it' })}
            <span className="pd-hidden">: {w(p.name)}</span>
          </Button>
        )
      }
    >
      <p style={{ margin: 0 }}>
        <span className={styles.mark}>
          {w(p.held === null ? { vi: 'mới', en: 'new' } : { vi: 'khác bản đang giữ', en: 'differs from the one held' })}
        </span>{' '}
        {w({
          vi: 'Ngưỡng ổ dịch, thời hạn báo ca và số liệu của bệnh; không số nào buộc ai phải cách ly.',
          en: 'What makes an outbreak, the clock of a notice and figures of the disease; none of them binds a person.',
        })}
      </p>
      <p className={styles.note}>{documentsText(p.documents, w)}</p>
      <details style={{ marginTop: 8 }} open={p.changes.length <= 20}>
        <summary style={{ cursor: 'pointer' }}>
          <strong>
            {p.held === null
              ? w({ vi: `${number(p.changes.length)} chỗ của hồ sơ mới`, en: `${number(p.changes.length)} entries` })
              : w({
                  vi: `${number(p.changes.length)} chỗ khác với phiên bản ${p.held} đang giữ`,
                  en: `${number(p.changes.length)} differences from version ${p.held}`,
                })}
          </strong>
        </summary>
        <ChangeTable
          rows={p.changes}
          was={{ vi: 'Bản đang giữ', en: 'Held' }}
          now={{ vi: 'Theo hồ sơ này', en: 'By this profile' }}
          whole={{ vi: 'Hồ sơ', en: 'The profile' }}
        />
      </details>
    </Part>
  )
}

function LoadDialog({ p, onClose, onDone }: { p: Profile; onClose: () => void; onDone: (version: number) => void }) {
  const { w } = useLanguage()
  const write = useWrite(loadProfile)
  return (
    <FormDialog
      title={{ vi: `Nạp hồ sơ bệnh: ${p.name.vi}`, en: `Load the profile: ${p.name.en}` }}
      submit={{ vi: 'Nạp', en: 'Load' }}
      write={write}
      onClose={onClose}
      onSubmit={async () => {
        const made = await write.send({ profile: p.profile })
        if (made) onDone(made.version)
      }}
    >
      <p style={{ margin: 0 }}>
        {w({
          vi: `${number(p.changes.length)} chỗ thay đổi, tính từ bây giờ. Báo cáo đã chốt giữ nguyên ngưỡng lúc chốt; bản đang giữ vẫn còn trong lịch sử.`,
          en: `${number(p.changes.length)} changes, from now on. Frozen reports keep the limits they were frozen with; the version held stays on record.`,
        })}
      </p>
    </FormDialog>
  )
}
