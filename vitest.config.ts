import { defineConfig } from 'vitest/config'

const exclude = ['test/bench/**', 'node_modules/**']
const slow = ['test/simulation/variants.test.ts', 'test/crash/crash.test.ts']

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'all',
          include: ['test/**/*.test.ts'],
          exclude: [...exclude, ...slow],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      // Rules taken out of the code until the simulation misses them, and a real run killed: minutes, so apart.
      { test: { name: 'proofs', include: slow, exclude, testTimeout: 240_000 } },
    ],
  },
})
