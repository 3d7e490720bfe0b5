import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { precompress } from './build/precompress.ts'

/*
 * In development the gateway runs elsewhere (SLUICE_URL) and may not know sign-in sessions yet; the
 * proxy then sends the access key from SLUICE_ACCESS_KEY. Neither is part of a build.
 */
const gateway = process.env.SLUICE_URL ?? 'http://127.0.0.1:3000'
const accessKey = process.env.SLUICE_ACCESS_KEY
const proxy = {
  target: gateway,
  changeOrigin: true,
  headers: accessKey ? { 'x-api-key': accessKey } : undefined,
}

const BASE =
  /node_modules\/(react|react-dom|scheduler|react-router|i18next|react-i18next|openapi-fetch|@tanstack\/(query-core|react-query)|@mantine\/hooks|@floating-ui\/.+)\/|src\/(app\/(?!Palette\.)|api|format|theme)/

export default defineConfig({
  base: './',
  plugins: [react(), precompress()],
  server: { proxy: { '/api': proxy, '/v1': proxy, '/health': proxy } },
  build: {
    outDir: 'dist',
    assetsDir: 'assets',
    target: 'es2022',
    modulePreload: { polyfill: false },
    // What every page needs comes in few files; the rest stays with the pages that need it.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'base', test: BASE }] } } },
  },
  test: { environment: 'node', include: ['src/**/*.test.ts'] },
})
