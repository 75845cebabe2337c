import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'

/** Makes dist/, which an installed `atalaya` runs; `npm pack` calls it. What is loaded late stays apart. */
const root = join(import.meta.dirname, '..')
const outdir = join(root, 'dist')

rmSync(outdir, { recursive: true, force: true })
await build({
  entryPoints: [join(root, 'cli', 'atalaya.ts')],
  outdir,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  packages: 'external',
  logLevel: 'warning',
})
