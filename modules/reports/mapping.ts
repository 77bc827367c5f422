import { readFileSync } from 'node:fs'
import { type Ctx, command, read } from '@phaodai/kernel/command.ts'
import { Problem } from '@phaodai/kernel/problem.ts'
import type { Db } from '@phaodai/kernel/sql.ts'
import { getAreas } from '../areas/areas.store.ts'
import * as contract from './exports.contract.ts'
import { attributes, caseData, mappingFaults } from './exports.rules.ts'
import { insertMapping, listMappings, lockMappings } from './exports.store.ts'
import { kinds } from './figures.rules.ts'

/** Codes as the product proposes them, until the administrator has put those of the province's own DHIS2. */
const { note: _, ...file } = JSON.parse(readFileSync(new URL('dhis2.mapping.json', import.meta.url), 'utf8')) as { note: string }
const proposed = contract.Mapping.parse(file)

/** The codes in use, and which version they are. */
export async function mappingInUse(db: Db): Promise<{ version: number; mapping: contract.Mapping }> {
  const [newest] = await listMappings(db)
  return newest ?? { version: 0, mapping: proposed }
}

/** One DHIS2 for the whole province: its codes are no matter of a unit below or of one of its bodies. */
async function mayChange({ db, actor }: Ctx): Promise<boolean> {
  const [area] = await getAreas(db, [actor.areaId])
  return contract.saveMapping.roles.some((r) => r === actor.role) && area?.tier === 'province' && actor.bodyId === 0
}

export const mapping = read(contract.mapping, async (ctx, input) => {
  const all = await listMappings(ctx.db)
  const newest = all[0]?.version ?? 0
  const version = input.version ?? newest
  const found = version === 0 ? proposed : all.find((m) => m.version === version)?.mapping
  if (!found) throw new Problem('not-found', { what: `bảng mã số ${version}` })
  const figures = kinds.map((k) => ({ key: k.key, label: k.label, held: k.of !== null }))
  const without = (codes: Readonly<Record<string, string>>, of: readonly { key: string; label: { vi: string; en: string } }[]) =>
    of.filter((x) => !codes[x.key]).map(({ key, label }) => ({ key, label }))
  return {
    ...{
      version,
      newest,
      mayChange: await mayChange(ctx),
      mapping: found,
      figures,
      attributes: [...attributes],
      caseData: [...caseData],
    },
    unmapped: {
      figures: without(found.dataElements, figures),
      attributes: without(found.tracker.attributes, attributes),
      caseData: without(found.tracker.dataElements, caseData),
    },
    history: all.map(({ version, madeAt, by, reason }) => ({ version, madeAt, by, reason })),
  }
})

/** A new version; what was sent by an older one keeps that number. */
export const saveMapping = command(contract.saveMapping, async (ctx, input) => {
  if (!(await mayChange(ctx))) throw new Problem('outside-area')
  await lockMappings(ctx.db)
  const { version } = await mappingInUse(ctx.db)
  if (input.from !== version) throw new Problem('dhis2-mapping-moved', { version })
  const faults = mappingFaults(
    input.mapping,
    kinds.map((k) => k.key),
  )
  if (faults.length > 0)
    throw new Problem(
      'invalid-input',
      {},
      faults.map(({ key, vi, en }) => ({ field: `mapping.${key}`, vi, en })),
    )
  const by = { at: ctx.now, accountId: ctx.actor.accountId, opId: ctx.opId }
  await insertMapping(ctx.db, { version: version + 1, mapping: input.mapping, reason: input.reason }, by)
  return { version: version + 1 }
})
