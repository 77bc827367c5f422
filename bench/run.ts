/** `npm run bench -- NAME [--json]`: one bench, measured in this run on this machine. Without a name: the list. */
import { readdirSync } from 'node:fs'

export interface BenchResult {
  name: string
  /** Figures with their units in the key: seconds, rowsPerSecond, ratio. */
  results: Record<string, unknown>
}

const names = readdirSync(new URL('.', import.meta.url))
  .filter((f) => f.endsWith('.ts') && !/\.(fixtures|test)\.ts$/.test(f) && f !== 'run.ts')
  .map((f) => f.slice(0, -3))
const [name] = process.argv.slice(2).filter((a) => !a.startsWith('--'))
const json = process.argv.includes('--json')

if (!name || !names.includes(name)) {
  process.stderr.write(`npm run bench -- NAME [--json]\nCó: ${names.join(', ')}\n`)
  process.exitCode = name ? 2 : 0
} else {
  const { bench } = (await import(`./${name}.ts`)) as { bench: () => Promise<BenchResult> }
  const result = await bench()
  process.stdout.write(`${JSON.stringify(result, null, json ? 0 : 2)}\n`)
}
