import type { Operation } from '@phaodai/kernel/command.ts'
import { correctResult, orderTest, receive, releaseResult, takeSample, voidSample } from './laboratory.commands.ts'
import { orders, results, samples, turnaround } from './laboratory.reads.ts'
import { verify } from './verify.reads.ts'

export const operations = [
  orderTest,
  orders,
  takeSample,
  samples,
  receive,
  releaseResult,
  correctResult,
  voidSample,
  results,
  turnaround,
  verify,
] as unknown as Operation[]
