import { type BundlingOptions, LogLevel, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs'

/** For the shell that esbuild is started by. */
const quoted = (path: string) => `'${path.replaceAll("'", "'\\''")}'`

/**
 * How a function becomes one file. CommonJS, because the same bundle as ESM starts later;
 * the SDK inside, so that what was tested is what runs; services.json beside the code.
 */
export const bundling = (servicesFile: string, skipped: boolean): BundlingOptions => ({
  // Nothing to be named after its content; CDK would read all of node_modules for a name.
  ...(skipped && { assetHash: 'not-bundled' }),
  format: OutputFormat.CJS,
  target: 'node24',
  // undici, valibot and the SDK ship both; their ESM is what esbuild can drop unused parts of.
  mainFields: ['module', 'main'],
  bundleAwsSDK: true,
  minify: true,
  keepNames: true,
  sourceMap: true,
  sourcesContent: false,
  logLevel: LogLevel.WARNING,
  commandHooks: {
    beforeBundling: () => [],
    beforeInstall: () => [],
    afterBundling: (_input, output) => [`cp ${quoted(servicesFile)} ${quoted(`${output}/services.json`)}`],
  },
})
