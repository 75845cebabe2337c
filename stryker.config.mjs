/**
 * Mutation testing of the pure core and the publisher: `npm run mutation`; see docs/mutation.md.
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
  mutate: ['lib/check/**/*.ts', 'lib/incident/**/*.ts', 'lib/publish/**/*.ts'],
  testRunner: 'vitest',
  vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
  coverageAnalysis: 'perTest',
  concurrency: 2,
  // Other work on the same machine must not look like a loop that never ends.
  timeoutFactor: 4,
  timeoutMS: 20_000,
  // Not needed, but for tsconfig.json: what Stryker would rewrite it with, TypeScript 7 has not.
  ignorePatterns: ['tsconfig.json', 'cdk.out', '.atalaya', 'docs', 'infra', 'cli', 'local', 'functions'],
  reporters: ['clear-text', 'html', 'json'],
  clearTextReporter: { logTests: false, allowEmojis: false },
}
