import { show } from '@phaodai/modules/areas/areas.contract.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { Go } from '@phaodai/web/Go.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'

/** Where the reader stands between their own area and the unit shown; each step up is a link. */
export function AreaPath({ areaId, hrefOf }: { areaId: number | null; hrefOf: (areaId: number | undefined) => string }) {
  const { w } = useLanguage()
  const { post } = useSession()
  const { data } = useRead(show, { areaId: areaId ?? post.areaId }, { keep: true })
  if (!data) return null
  const from = data.path.findIndex((u) => u.areaId === post.areaId)
  const path = data.path.slice(Math.max(0, from))
  return (
    <>
      <p className="pd-print">{path.map((u) => u.fullName).join(' › ')}</p>
      <nav className="pd-no-print" aria-label={w({ vi: 'Địa bàn đang xem', en: 'Area shown' })}>
        {path.map((u, n) => (
          <span key={u.areaId}>
            {n > 0 && <span aria-hidden> › </span>}
            {n < path.length - 1 ? (
              <Go href={hrefOf(u.areaId === post.areaId ? undefined : u.areaId)}>{u.fullName}</Go>
            ) : (
              <strong aria-current="page">{u.fullName}</strong>
            )}
          </span>
        ))}
      </nav>
    </>
  )
}
