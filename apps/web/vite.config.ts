import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// The gallery is for those who build the product; it never ships.
export default defineConfig(({ mode }) => {
  const gallery = mode === 'gallery'
  return {
    root: import.meta.dirname,
    plugins: [react()],
    worker: { format: 'es' as const },
    build: {
      outDir: gallery ? 'gallery/dist' : 'dist',
      emptyOutDir: true,
      target: 'es2022',
      // MapLibre alone is near 1 MB; it is loaded when a map is first shown.
      chunkSizeWarningLimit: 1200,
      rolldownOptions: { input: gallery ? ['gallery.html'] : ['index.html', 'doors.html'] },
    },
  }
})
