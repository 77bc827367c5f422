import { makeProgram } from './program.ts'
import { explain } from './runtime.ts'

const json = process.argv.includes('--json')
try {
  await makeProgram().parseAsync(process.argv)
} catch (error) {
  process.exitCode = explain(error, json)
}
