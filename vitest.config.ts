import { defineConfig } from 'vitest/config'

const exclude = ['test/bench/**', 'node_modules/**']
const slow = ['test/simulation/variants.test.ts']

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
      // Each takes a rule out of the code and lives through days until it is missed: minutes, so apart.
      { test: { name: 'variants', include: slow, exclude, testTimeout: 240_000 } },
    ],
  },
})
