import { bodies, units } from '@phaodai/modules/areas/areas.contract.ts'
import { teams } from '@phaodai/modules/checks/teams.contract.ts'
import { useLanguage } from '@phaodai/ui/language.tsx'
import { useRead } from '@phaodai/web/useRead.ts'
import { useSession } from '@phaodai/web/useSession.ts'
import { useMemo } from 'react'
import type { Target } from '../match.rules.ts'

export const keyOfTarget = (t: Target): string =>
  t.kind === 'each' ? `each/${t.tier}` : t.kind === 'body' ? `body/${t.bodyId}` : `area/${t.areaId}`

export interface RegisterEntry {
  value: string
  label: string
  target: Target
}

/** Whom one's own unit may give work to: its bodies, itself, those below one by one or all of a tier. */
export function useRegister(): { entries: RegisterEntry[]; byKey: ReadonlyMap<string, RegisterEntry>; reading: boolean } {
  const { w } = useLanguage()
  const { post } = useSession()
  const found = useRead(units, { within: post.areaId })
  const known = useRead(bodies, { within: post.areaId })
  const entries = useMemo(() => {
    const all = (found.data?.units ?? []).filter((u) => u.tier !== 'hamlet')
    const below = all.filter((u) => u.areaId !== post.areaId)
    const count = (tier: string) => below.filter((u) => u.tier === tier).length
    const each = (['district', 'commune'] as const)
      .filter((tier) => count(tier) > 0)
      .map((tier) => {
        const n = count(tier)
        const name = `${n}/${n} ${tier === 'district' ? 'huyện, thị xã, thành phố' : 'xã, phường, thị trấn'}`
        return {
          target: { kind: 'each', tier, name } as const,
          label: w({ vi: `Mỗi đơn vị: ${name}`, en: `Each of ${n} ${tier}s` }),
        }
      })
    const own = all.filter((u) => u.areaId === post.areaId)
    const name = new Map(all.map((u) => [u.areaId, u.fullName]))
    const list: { target: Target; label: string }[] = [
      ...each,
      ...own.map((u) => ({
        target: { kind: 'area', areaId: u.areaId, name: u.fullName } as const,
        label: w({ vi: `Ban Chỉ đạo ${u.fullName} (cấp mình)`, en: `${u.fullName} (own committee)` }),
      })),
      ...(known.data?.bodies ?? [])
        .filter((b) => name.has(b.areaId))
        .map((b) => ({
          target: { kind: 'body', bodyId: b.bodyId, areaId: b.areaId, name: b.name } as const,
          label: b.areaId === post.areaId ? b.name : `${b.name}, ${b.areaName}`,
        })),
      ...below.map((u) => ({
        target: { kind: 'area', areaId: u.areaId, name: u.fullName } as const,
        label:
          u.tier === 'commune' && u.parentId !== post.areaId ? `${u.fullName}, ${name.get(u.parentId ?? 0) ?? ''}` : u.fullName,
      })),
    ]
    return list.map((e) => ({ ...e, value: keyOfTarget(e.target) }))
  }, [found.data, known.data, post.areaId, w])
  const byKey = useMemo(() => new Map(entries.map((e) => [e.value, e])), [entries])
  return { entries, byKey, reading: found.isPending || known.isPending }
}

/** Whom one task may go to: the register, and for a commune its own community teams, whose members see it on their phones. */
export type Receiver = Target | { kind: 'team'; teamId: string; areaId: number; name: string }
export function useReceivers() {
  const { w } = useLanguage()
  const { post, may } = useSession()
  const { entries } = useRegister()
  const own = entries.some((e) => e.target.kind === 'each')
  const found = useRead(teams, {}, { enabled: !own && may(teams) })
  return useMemo(() => {
    const rows = (found.data?.rows ?? []).filter((t) => t.communeId === post.areaId)
    const of = rows.map(({ teamId, name, hamletName }) => ({
      value: `team/${teamId}`,
      label: [name, hamletName].filter(Boolean).join(', '),
      target: { kind: 'team', teamId, areaId: post.areaId, name } as const,
    }))
    const list: { value: string; label: string; target: Receiver }[] = [...entries, ...of]
    const eachTeam = of.length > 0 ? w({ vi: `Mỗi tổ Covid cộng đồng: ${of.length} tổ`, en: `Each of ${of.length} teams` }) : null
    return { entries: list, byKey: new Map(list.map((e) => [e.value, e])), eachTeam }
  }, [entries, found.data, post.areaId, w])
}
/** The receiver as the API takes it. */
export const receiverOf = (t: Exclude<Receiver, { kind: 'each' }>) => ({
  areaId: t.areaId,
  ...(t.kind === 'body' && { bodyId: t.bodyId }),
  ...(t.kind === 'team' && { teamId: t.teamId }),
})
