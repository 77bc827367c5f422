#!/usr/bin/env node
// The command `phaodai`. Runs under the pinned Node 24 even where the machine's own is older.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { commandLine } from '../../tools/start.mjs'

if (Number(process.versions.node.split('.')[0]) >= 24) {
  await import(pathToFileURL(commandLine()).href)
} else {
  const pinned = fileURLToPath(new URL('../../node_modules/node/bin/node', import.meta.url))
  if (!existsSync(pinned)) {
    process.stderr.write('Chưa cài xong: chạy npm ci trong thư mục dự án.\n')
    process.exit(1)
  }
  const child = spawn(pinned, [commandLine(), ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => (signal ? process.kill(process.pid, signal) : process.exit(code ?? 1)))
}
