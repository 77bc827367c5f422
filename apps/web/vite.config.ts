import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** All but the libraries of maps, charts, graphs and pictures, which few pages need. */
const light = (id: string) => !/node_modules.(maplibre|echarts|zrender|@xyflow|jsqr|qrcode|d3-)/.test(id)

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
      rolldownOptions: {
        input: gallery ? 'gallery.html' : 'index.html',
        // what five pages or more have in common comes in one file: a page asks for 20 files and not for 56, each a journey on a slow line
        output: { codeSplitting: { groups: [{ name: 'shared', test: light, minShareCount: 5 }] } },
      },
    },
  }
})
