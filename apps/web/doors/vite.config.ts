import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const web = join(import.meta.dirname, '..')

// The doors without an account are a build of their own beside the desk's: a pharmacist's phone fetches none of what the desk's pages share.
export default defineConfig({
  root: web,
  plugins: [react()],
  build: { outDir: join(web, 'dist'), emptyOutDir: false, target: 'es2022', rolldownOptions: { input: join(web, 'doors.html') } },
})
