import { defineConfig } from 'vitest/config'

/** What runs for every mutant: the tests of the mutated folders that need no socket and no database. */
export default defineConfig({
  test: {
    include: ['test/{check,incident,publish,operate}/**/*.test.ts'],
    exclude: ['test/incident/{change,quiet-record,take-round}.test.ts'],
    testTimeout: 30_000,
  },
})
