import { join } from 'node:path'
import { type BundlingOptions, LogLevel, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs'

/** For the shell that esbuild is started by. */
const quoted = (path: string) => `'${path.replaceAll("'", "'\\''")}'`

/** What stands in a bundle for packages that come with far more than we use. */
const instead = (name: string) => join(import.meta.dirname, 'bundled', `${name}.cjs`)

/**
 * How a function becomes one file, for a quick start (docs/performance.md has what each of these weighs). CommonJS,
 * because the same bundle as ESM starts later; the SDK inside, so that what was tested is what runs; services.json
 * beside the code. As it was written rather than minified, which saves no time: a stack tells by itself where it was,
 * where a map of the source would be read whole with every start.
 */
export const bundling = (servicesFile: string, skipped: boolean): BundlingOptions => ({
  // Nothing to be named after its content; CDK would read all of node_modules for a name.
  ...(skipped && { assetHash: 'not-bundled' }),
  format: OutputFormat.CJS,
  target: 'node24',
  // undici, valibot and the SDK ship both; their ESM is what esbuild can drop unused parts of.
  mainFields: ['module', 'main'],
  bundleAwsSDK: true,
  esbuildArgs: {
    // The SDK's `await import('node:http')` has Node load all that the module might export, a whole undici among it.
    '--supported:dynamic-import': 'false',
    '--alias:undici': instead('undici'),
    '--alias:@aws-sdk/credential-provider-node': instead('credentials'),
  },
  logLevel: LogLevel.WARNING,
  commandHooks: {
    beforeBundling: () => [],
    beforeInstall: () => [],
    afterBundling: (_input, output) => [`cp ${quoted(servicesFile)} ${quoted(`${output}/services.json`)}`],
  },
})
