import type { Operation } from '@phaodai/kernel/command.ts'
import { correct, freeze, sign, withdraw } from './reports.commands.ts'
import { due, list, members, show, verify } from './reports.reads.ts'
import { answerRumour, publish, recordRumour, voidRumour, writeText } from './texts.commands.ts'
import { document, rumours, texts } from './texts.reads.ts'

const daily = [freeze, withdraw, sign, correct, list, due, show, verify, members, document]
const telling = [texts, writeText, publish, recordRumour, answerRumour, voidRumour, rumours]
export const operations = [...daily, ...telling] as unknown as Operation[]
