// `npm start` on a fresh machine with only Node 20 or later: installs what is missing, builds what changed, serves.
// Plain JavaScript without dependencies: nothing is installed yet when it begins.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const node = join(root, 'node_modules/node/bin/node')

function stop(line) {
  process.stderr.write(`${line}\n`)
  process.exit(1)
}

/** Installs by the lockfile when it changed since the last install, or when something is missing. */
export function install() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  const stamp = join(root, 'node_modules/.installed-lock')
  if (existsSync(node) && existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  process.stdout.write('Đang cài các thư viện cần thiết…\n')
  const run = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (run.status !== 0) stop('Không cài được thư viện (npm ci): kiểm tra mạng tới kho npm rồi chạy lại.')
  if (!existsSync(node))
    stop('Thiếu Node 24 kèm theo (gói "node"): cho phép npm chạy script cài đặt của gói này rồi chạy lại npm ci.')
  writeFileSync(stamp, lock)
}

function* sources(folder) {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    if (entry.name === 'node_modules' || entry.name === 'dist') continue
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) yield* sources(path)
    else if (/\.(ts|tsx|css|html|svg|json|webmanifest|woff2|png)$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
      yield path
  }
}

/** What is built: where it is, of which sources, and by which configurations of Vite, one after another. */
const products = {
  // the command shell first: it empties the folder that the doors and the phone's shell stand in
  web: {
    dist: 'apps/web/dist',
    from: ['apps/web', 'packages', 'modules'],
    roots: ['apps/web', 'apps/web/doors', 'apps/web/field'],
  },
  command: { dist: 'apps/cli/dist', from: ['apps/cli', 'apps/api', 'packages', 'modules', 'db'], roots: ['apps/cli'] },
}

/** Names the sources as they are: the libraries by the lockfile, each file by size and time. */
function stateOf({ from }) {
  const hash = createHash('sha256')
  for (const path of ['package-lock.json', ...from.flatMap((folder) => [...sources(folder)]).sort()]) {
    const { size, mtimeMs } = statSync(join(root, path))
    hash.update(`${path} ${size} ${mtimeMs}\n`)
  }
  return hash.digest('hex')
}
const stampOf = ({ dist }) => join(root, dist, '.built-from')
/** The sources of the last build; empty before the first. */
const builtFrom = (product) => (existsSync(stampOf(product)) ? readFileSync(stampOf(product), 'utf8') : '')

/** Builds the web app and the command line, each when one of its sources changed since the last build. */
export function build() {
  // the state is taken before: what is changed while it is built is built again
  const stale = Object.values(products)
    .map((product) => ({ ...product, state: stateOf(product) }))
    .filter((product) => product.state !== builtFrom(product))
  if (stale.length > 0) process.stdout.write('Đang dựng trang web và lệnh…\n')
  for (const product of stale) {
    for (const from of product.roots) {
      const run = spawnSync(node, [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'error'], {
        cwd: join(root, from),
        stdio: ['ignore', 'inherit', 'inherit'],
      })
      if (run.status !== 0) stop('Không dựng được trang web và lệnh; xem lỗi ở trên.')
    }
    writeFileSync(stampOf(product), product.state)
  }
}

/** What `phaodai` runs: the build, which starts in a third of the time; the sources themselves where one is newer. */
export const commandLine = () =>
  join(root, builtFrom(products.command) === stateOf(products.command) ? 'apps/cli/dist/main.js' : 'apps/cli/main.ts')

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [major] = process.versions.node.split('.').map(Number)
  if (major < 20) stop(`Cần Node 20 trở lên; máy này có ${process.version}.`)
  install()
  build()
  const child = spawn(node, [commandLine(), 'serve', ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' })
  // Ctrl-C reaches the whole group, a script's signal only us: passed on either way (the server takes the second for the first), and waited for
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
}
