import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'

// The phone's shell is a build of its own: nothing of the command shell is in it, and its service worker holds it whole.
export default defineConfig(() => ({
  root: import.meta.dirname,
  base: '/field/',
  plugins: [
    react(),
    VitePWA({
      strategies: 'generateSW',
      filename: 'sw.js',
      scope: '/field/',
      // registered by our own script: the content security policy allows no inline one
      injectRegister: false,
      registerType: 'prompt',
      manifest: {
        id: '/field/',
        name: 'Pháo Đài · Ca đi',
        short_name: 'Ca đi',
        description: 'Lượt hỏi từng nhà của tổ Covid cộng đồng, có mạng hay không.',
        lang: 'vi',
        dir: 'ltr',
        start_url: '/field/',
        scope: '/field/',
        display: 'standalone',
        orientation: 'portrait',
        background_color: '#f6f8f8',
        theme_color: '#0f6b6b',
        icons: [
          { src: 'icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
          { src: 'icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
          { src: 'icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
      workbox: {
        globPatterns: ['**/*.{html,js,css,woff2,svg,png,webmanifest}'],
        navigateFallback: '/field/index.html',
        navigateFallbackAllowlist: [/^\/field(\/|$)/],
        // an open page keeps the worker and the files that it began with; the next one takes the new ones
        skipWaiting: false,
        clientsClaim: true,
        cleanupOutdatedCaches: true,
        inlineWorkboxRuntime: true,
        sourcemap: false,
      },
    }),
  ],
  build: {
    outDir: join(import.meta.dirname, '../dist/field'),
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
  },
}))
