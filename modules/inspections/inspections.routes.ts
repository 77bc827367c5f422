import type { Operation } from '@phaodai/kernel/command.ts'
import * as commands from './inspections.commands.ts'
import * as reads from './inspections.reads.ts'
import * as reviews from './missed.commands.ts'
import { missedFever, missedFevers } from './missed.reads.ts'

const { getInspection: _, mayChange: __, ...verbs } = commands

export const operations = [
  ...Object.values(verbs),
  ...Object.values(reads),
  missedFevers,
  missedFever,
  reviews.review,
  reviews.voidReview,
] as unknown as Operation[]
