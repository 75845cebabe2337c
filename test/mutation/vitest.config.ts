import { defineConfig } from 'vitest/config'

/** Folders of tests to run, where not all are wanted: `TESTS=publish`. */
const folders = (process.env['TESTS'] ?? 'check,incident,publish,operate').split(',')

/** What runs for every mutant: the tests of the mutated folders that need no socket and no database. */
export default defineConfig({
  test: {
    include: folders.map(folder => `test/${folder}/**/*.test.ts`),
    exclude: ['test/incident/{change,quiet-record,take-round}.test.ts'],
    testTimeout: 30_000,
  },
})
