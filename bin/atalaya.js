#!/usr/bin/env node
// Node takes the types out of a clone's sources, but not of what lies in node_modules: there `npm pack` put a bundle.
const [major] = process.versions.node.split('.').map(Number)
if (major < 24) {
  process.stderr.write(`atalaya needs Node 24 or newer; this is ${process.version}\n`)
  process.exitCode = 1
} else {
  const isInstalled = /[\\/]node_modules[\\/]/.test(import.meta.dirname)
  await import(isInstalled ? '../dist/atalaya.js' : '../cli/atalaya.ts')
}
