// `npm test`: does all of its own set-up on a fresh machine, then hands over to the pinned Node 24.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, install } from './start.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const quiet = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }

/** Chromium from Debian's packages when this user may install it; else a clear line, and the browser tests fail by name. */
function chromium() {
  const there = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((p) => existsSync(p))
  if (there) return there
  if (process.getuid?.() === 0) {
    process.stdout.write('Đang cài Chromium cho kiểm thử trình duyệt…\n')
    spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=300', 'update'], quiet)
    spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=300', 'install', '-y', '--no-install-recommends', 'chromium'], quiet)
    if (existsSync('/usr/bin/chromium')) return '/usr/bin/chromium'
  }
  process.stdout.write(
    'Không có Chromium và không được phép cài: các kiểm thử trình duyệt sẽ không chạy được (apt-get install chromium).\n',
  )
  return ''
}

install()
build()
const node = join(root, 'node_modules/node/bin/node')
const run = spawnSync(node, [join(root, 'tools/test.ts'), ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PHAODAI_CHROMIUM: chromium(), PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}` },
})
process.exit(run.status ?? 1)
