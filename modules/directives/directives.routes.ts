import type { Operation } from '@phaodai/kernel/command.ts'
import { deriveTask } from './derive.commands.ts'
import * as evidence from './evidence.commands.ts'
import * as tasks from './tasks.commands.ts'
import * as taskReads from './tasks.reads.ts'

export const operations = [
  tasks.giveTask,
  taskReads.tasks,
  taskReads.task,
  tasks.acceptTask,
  tasks.refuseTask,
  tasks.progressTask,
  tasks.doneTask,
  tasks.checkTask,
  tasks.reopenTask,
  tasks.withdrawTask,
  tasks.moveDue,
  deriveTask,
  evidence.addFigure,
  evidence.addEvidence,
  evidence.voidEvidence,
  evidence.evidenceFile,
] as unknown as Operation[]
