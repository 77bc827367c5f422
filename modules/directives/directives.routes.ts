import type { Operation } from '@phaodai/kernel/command.ts'
import { deriveTask } from './derive.commands.ts'
import * as documents from './directives.commands.ts'
import * as documentReads from './directives.reads.ts'
import * as evidence from './evidence.commands.ts'
import * as forwarding from './forward.commands.ts'
import * as forwardReads from './forward.reads.ts'
import * as measures from './measures.commands.ts'
import { readPlan } from './plans.commands.ts'
import * as proposing from './proposals.commands.ts'
import { proposals } from './proposals.reads.ts'
import * as tasks from './tasks.commands.ts'
import * as taskReads from './tasks.reads.ts'

export const operations = [
  documents.takeIn,
  documentReads.directives,
  documentReads.directive,
  documents.saveDraft,
  documents.issue,
  documents.voidDirective,
  documentReads.directiveFile,
  forwarding.forward,
  forwardReads.forwards,
  forwardReads.incoming,
  forwarding.acknowledge,
  forwarding.withdrawForward,
  forwarding.remind,
  proposing.propose,
  proposals,
  proposing.acceptProposal,
  proposing.refuseProposal,
  proposing.passProposal,
  proposing.withdrawProposal,
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
  readPlan,
  measures.measuresRead,
  measures.measureTask,
  measures.metTasks,
  measures.bindMeasure,
] as unknown as Operation[]
