import type { Operation } from '@phaodai/kernel/command.ts'
import { closeBriefing, decide, openBriefing, voidDecision } from './briefing.commands.ts'
import { agenda, briefing, briefings, conclusion } from './briefing.reads.ts'
import { clockOwes, freezeByClock } from './clock.ts'
import { correctConclusion, signConclusion } from './conclusion.commands.ts'
import { checkTracker, dhis2, lineList } from './exports.reads.ts'
import { mapping, saveMapping } from './mapping.ts'
import { correctPeriod, freezePeriod, signPeriod, withdrawPeriod } from './period.commands.ts'
import { frozenPeriodDocument, periodDocument } from './period.document.ts'
import { latePeriod, period, periods, showPeriod, verifyPeriod } from './period.reads.ts'
import { correct, freeze, sign, withdraw } from './reports.commands.ts'
import { due, list, members, show, verify } from './reports.reads.ts'
import { answerRumour, publish, recordRumour, voidRumour, writeText } from './texts.commands.ts'
import { document, rumours, texts } from './texts.reads.ts'
import { verify as verifyAll } from './verify.reads.ts'

const daily = [freeze, withdraw, sign, correct, list, due, show, verify, members, document, clockOwes, freezeByClock, verifyAll]
const byPeriod = [
  period,
  periodDocument,
  freezePeriod,
  withdrawPeriod,
  signPeriod,
  correctPeriod,
  periods,
  showPeriod,
  verifyPeriod,
  latePeriod,
  frozenPeriodDocument,
]
const telling = [texts, writeText, publish, recordRumour, answerRumour, voidRumour, rumours]
const meeting = [
  agenda,
  openBriefing,
  decide,
  voidDecision,
  closeBriefing,
  briefings,
  briefing,
  conclusion,
  signConclusion,
  correctConclusion,
]
export const operations = [
  ...daily,
  ...byPeriod,
  ...telling,
  ...meeting,
  dhis2,
  lineList,
  checkTracker,
  mapping,
  saveMapping,
] as unknown as Operation[]
