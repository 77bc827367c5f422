// `npm test`: does all of its own set-up on a fresh machine, then hands over to the pinned Node 24.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, install } from './start.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const quiet = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }

/**
 * Chromium from Debian's packages when this user may install it; else a clear line, and the browser tests fail by name. Its headless shell first:
 * the same engine without a desktop's windows, for a tenth less processor.
 */
function chromium() {
  const there = () =>
    ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((p) =>
      existsSync(p),
    )
  if (there()) return there()
  if (process.getuid?.() === 0) {
    process.stdout.write('Đang cài Chromium cho kiểm thử trình duyệt…\n')
    const apt = (...args) => spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=300', ...args], quiet)
    apt('update')
    // Debian 11 has no shell of its own
    for (const name of ['chromium-headless-shell', 'chromium'])
      if (!there()) apt('install', '-y', '--no-install-recommends', name)
    if (there()) return there()
  }
  process.stdout.write(
    'Không có Chromium và không được phép cài: các kiểm thử trình duyệt sẽ không chạy được (apt-get install chromium-headless-shell).\n',
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
