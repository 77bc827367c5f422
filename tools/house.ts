/** The rules of the house that no general linter knows. Prints one line for each breach; exit 1 when there is one. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { order } from '../modules/order.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const breaches: string[] = []
const breach = (file: string, what: string) => breaches.push(`${file}: ${what}`)

function* walk(folder: string): Generator<string> {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    if (['node_modules', 'dist', 'data', '.git', '.phaodai', '.test'].includes(entry.name)) continue
    const path = folder ? `${folder}/${entry.name}` : entry.name
    if (entry.isDirectory()) yield* walk(path)
    else if (/\.(ts|tsx|mjs)$/.test(entry.name) && !entry.name.endsWith('.d.ts')) yield path
  }
}

const workspace: Record<string, string> = {
  '@phaodai/kernel': 'packages/kernel',
  '@phaodai/epi': 'packages/epi',
  '@phaodai/text': 'packages/text',
  '@phaodai/tabular': 'packages/tabular',
  '@phaodai/sync': 'packages/sync',
  '@phaodai/ui': 'packages/ui',
  '@phaodai/modules': 'modules',
  '@phaodai/api': 'apps/api',
}

/** The project file that an import names, or the bare name of something from outside. */
function target(file: string, specifier: string): string {
  if (specifier.startsWith('.')) return relative(root, resolve(root, dirname(file), specifier))
  for (const [name, folder] of Object.entries(workspace))
    if (specifier.startsWith(`${name}/`)) return `${folder}/${specifier.slice(name.length + 1)}`
  return specifier
}

/** Distributions, linear programs and seeded chance: everything else in epi is its own. */
const epiMayImport = ['lib-r-math.js', 'highs', 'pure-rand']

const moduleOf = (path: string) => /^modules\/([^/]+)\//.exec(path)?.[1]
const isTest = (path: string) => /\.test\.tsx?$/.test(path)

for (const file of [...walk('apps'), ...walk('modules'), ...walk('packages'), ...walk('db'), ...walk('tools')]) {
  const text = readFileSync(join(root, file), 'utf8')
  const name = file.split('/').at(-1)!
  if (
    /^(service|manager|helper|helpers|utils|util|common|base)\.tsx?$/.test(name) ||
    /\.(service|manager|helper|utils|common)\.tsx?$/.test(name)
  )
    breach(file, 'a name that says nothing')
  const pure =
    /\.(rules|contract|verbs|shapes)\.ts$/.test(name) ||
    file.startsWith('packages/text/') ||
    (file.startsWith('packages/epi/') && !isTest(file))
  const imports = [
    ...text.matchAll(/(?:^|\n)\s*(?:import|export)\s[^'"]*?from\s+'([^']+)'/g),
    ...text.matchAll(/import\('([^']+)'\)/g),
  ].map((m) => m[1]!)
  for (const specifier of imports) {
    const to = target(file, specifier)
    const mine = moduleOf(file)
    const theirs = moduleOf(to)
    // panels may show what later modules' contracts say; what runs on the server follows the order
    const panel = /^modules\/[^/]+\/web\//.test(file)
    if (mine && theirs && mine !== theirs && !isTest(file) && !panel) {
      const [a, b] = [order.indexOf(mine as never), order.indexOf(theirs as never)]
      if (a < 0 || b < 0) breach(file, `module ${a < 0 ? mine : theirs} is not in modules/order.ts`)
      else if (b > a) breach(file, `imports the later module ${theirs}`)
    }
    if (theirs === 'situation' && mine !== 'situation' && mine !== 'reports' && file.startsWith('modules/'))
      breach(file, 'nobody but reports imports situation')
    if (file.startsWith('packages/') && to.startsWith('modules/') && !isTest(file)) breach(file, 'a package imports a module')
    if (
      file.startsWith('packages/epi/') &&
      !isTest(file) &&
      !to.startsWith('packages/epi/') &&
      !epiMayImport.includes(specifier.split('/')[0]!)
    )
      breach(file, `epi imports numbers only, not ${specifier}`)
    const web = /^(apps\/web|packages\/ui)\/|^modules\/[^/]+\/web\//.test(file)
    if (web && /\.(store|commands|routes|reactions|reads)\.ts$/.test(to)) breach(file, `web code imports ${to}`)
    if (pure && !isTest(file) && /^(node:|pg$|fastify)/.test(to)) breach(file, `pure, but imports ${specifier}`)
  }
  if (pure && !isTest(file) && /\bDate\.now\(|new Date\(\)|Math\.random\(/.test(text))
    breach(file, 'pure, but reads the clock or chance')
  const ownsSql =
    /\.store\.ts$/.test(name) ||
    /^(packages\/kernel|db|tools)\//.test(file) ||
    isTest(file) ||
    /^apps\/api\/(instance|health\.store|made-up\.fixtures)\.ts$/.test(file)
  if (!ownsSql && /\bsql`/.test(text)) breach(file, 'SQL outside a store')
  if (
    file.startsWith('modules/') &&
    !isTest(file) &&
    /\bnew Date\(\)|Date\.now\(/.test(text) &&
    !/founding|signin|imports\.run/.test(name)
  )
    breach(file, 'reads the machine clock; the day is an argument')
}

for (const file of walk('e2e'))
  if (/\.is(Visible|Hidden)\(\)/.test(readFileSync(join(root, file), 'utf8')))
    breach(file, 'asks what is on the page at once; waitFor says what is awaited')

for (const module of order) {
  const readme = join(root, 'modules', module, 'README.md')
  if (!existsSync(readme)) breach(`modules/${module}`, 'has no README.md')
  else if (readFileSync(readme, 'utf8').trimEnd().split('\n').length > 30)
    breach(`modules/${module}/README.md`, 'is longer than 30 lines')
}

for (const line of breaches) console.log(line)
console.log(breaches.length === 0 ? 'the house is in order' : `${breaches.length} breaches`)
process.exitCode = breaches.length === 0 ? 0 : 1
