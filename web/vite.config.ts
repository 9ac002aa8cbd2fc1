import { defineConfig } from 'vite'

export default defineConfig({
  // JSX is compiled by vite's own transformer; preact needs no plugin.
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2023',
    modulePreload: { polyfill: false },
    // Inlined assets would be data: URLs, which the content security policy refuses for styles and scripts.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 700,
  },
})
