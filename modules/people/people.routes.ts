import type { Operation } from '@phaodai/kernel/command.ts'
import { decideDuplicate, duplicates, unmerge } from './duplicates.commands.ts'
import { addHousehold, move, register, setHousehold, setNumbers } from './people.commands.ts'
import { exportPeople } from './people.export.ts'
import { households, list, openNumbers, search, show } from './people.reads.ts'

export const operations: Operation[] = [
  register,
  addHousehold,
  households,
  search,
  list,
  show,
  openNumbers,
  setNumbers,
  move,
  setHousehold,
  duplicates,
  decideDuplicate,
  unmerge,
  exportPeople,
]
