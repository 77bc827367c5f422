import type { Operation } from '@phaodai/kernel/command.ts'
import { addBody, addHamlet, assignResponsibility, endResponsibility } from './areas.commands.ts'
import { bodies, convert, hamlets, resolve, responsibilities, show, units } from './areas.reads.ts'

export const operations: Operation[] = [
  units,
  show,
  resolve,
  convert,
  bodies,
  addBody,
  responsibilities,
  assignResponsibility,
  endResponsibility,
  hamlets,
  addHamlet,
]
