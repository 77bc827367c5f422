/** Writes docs/access.md (who may do what) and docs/problems.md from the verbs and problems themselves: node tools/docs.ts */
import { writeAccess } from '../apps/api/access.ts'
import { doors, operations } from '../apps/api/wiring.ts'

for (const path of writeAccess(operations, doors)) process.stdout.write(`${path}\n`)
