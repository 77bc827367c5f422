// `npm test`: does all of its own set-up on a fresh machine, then hands over to the pinned Node 24.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, install } from './start.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
/** Browsers that the tests take, the best first: Debian's headless shell is the same engine without a desktop's windows, for a tenth less processor. */
const browser = () =>
  ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((p) =>
    existsSync(p),
  )

/** Fetches Chromium from Debian's packages where there is none and this user may; goes on beside what follows. @returns when it has ended */
function fetchChromium() {
  if (browser() || process.getuid?.() !== 0) return Promise.resolve()
  process.stdout.write('Đang cài Chromium cho kiểm thử trình duyệt…\n')
  const apt = 'apt-get -o DPkg::Lock::Timeout=300'
  const install = `${apt} install -y --no-install-recommends`
  // Debian 11 has no shell of its own
  const script = `${apt} update; ${install} chromium-headless-shell || ${install} chromium`
  const child = spawn('sh', ['-c', script], { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
  return new Promise((done) => child.on('error', done).on('exit', done))
}

const fetched = fetchChromium()
install()
build()
await fetched
if (!browser())
  process.stdout.write(
    'Không có Chromium và không được phép cài: các kiểm thử trình duyệt sẽ không chạy được (apt-get install chromium-headless-shell).\n',
  )
const node = join(root, 'node_modules/node/bin/node')
const run = spawnSync(node, [join(root, 'tools/test.ts'), ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PHAODAI_CHROMIUM: browser() ?? '', PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}` },
})
process.exit(run.status ?? 1)
