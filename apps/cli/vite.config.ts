import { pathToFileURL } from 'node:url'
import { defineConfig, type Plugin } from 'vite'

/** A module keeps the address of its source: what it reads beside itself (packs, migrations, workers) stays where it is. */
const ownAddress: Plugin = {
  name: 'own-address',
  enforce: 'pre',
  transform(code, id) {
    if (id.includes('node_modules') || !code.includes('import.meta.url')) return null
    return { code: code.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href)), map: null }
  },
}

/** The command line in a few files: it starts in a third of the time that its thousand modules take. See docs/adr/0022. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [ownAddress],
  ssr: {
    // many small files each, and none that looks for others beside itself; the rest is loaded from where npm put it
    noExternal: [
      /^@phaodai\//,
      'zod',
      'lib-r-math.js',
      '@mangos/debug',
      'uuid',
      'commander',
      'otpauth',
      'pg',
      /^pg-/,
      /^postgres-/,
    ],
  },
  build: { ssr: 'main.ts', outDir: 'dist', emptyOutDir: true, target: 'node24', minify: false },
})
