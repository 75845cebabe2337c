/**
 * Mutation testing of the pure core and the publisher: `npm run mutation`; see docs/mutation.md.
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
  mutate: ['lib/check/**/*.ts', 'lib/incident/**/*.ts', 'lib/publish/**/*.ts'],
  testRunner: 'vitest',
  // Coverage says which tests live through a mutant; asking again which are related to it takes a third of the time.
  vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
  coverageAnalysis: 'perTest',
  concurrency: 2,
  // Other work on the same machine must not look like a loop that never ends.
  timeoutFactor: 4,
  timeoutMS: 20_000,
  // Stryker rewrites a tsconfig.json that it finds, with what TypeScript 7 has no more.
  ignorePatterns: ['tsconfig.json', 'cdk.out', '.atalaya', 'dist'],
  reporters: ['clear-text', 'html', 'json'],
  clearTextReporter: { logTests: false, allowEmojis: false },
}
