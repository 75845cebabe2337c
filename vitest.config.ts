import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const exclude = ['test/bench/**', 'node_modules/**']
const slow = ['test/simulation/variants.test.ts', 'test/crash/crash.test.ts']

/** Folders of tests without processes, sockets or environment: they share one world, so that it is loaded once. */
const core = [
  'alert',
  'audit',
  'check',
  'console',
  'incident',
  'operate',
  'page',
  'publish',
  'service',
  'words',
].map(folder => `test/${folder}/**/*.test.ts`)

const timeouts = { testTimeout: 30_000, hookTimeout: 60_000 }

export default defineConfig({
  test: {
    // Every core: most of the time a test waits for a process or a socket. The default leaves one core out of two idle.
    maxWorkers: availableParallelism(),
    projects: [
      { test: { name: 'core', include: core, exclude, isolate: false, ...timeouts } },
      {
        test: {
          name: 'all',
          include: ['test/**/*.test.ts'],
          exclude: [...exclude, ...slow, ...core],
          ...timeouts,
        },
      },
      // Rules taken out of the code until the simulation misses them, and a real run killed: minutes, so apart.
      { test: { name: 'proofs', include: slow, exclude, testTimeout: 240_000 } },
    ],
  },
})
