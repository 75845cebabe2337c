import { Annotations, App, type AppProps } from 'aws-cdk-lib'
import { CURRENTLY_RECOMMENDED_FLAGS } from 'aws-cdk-lib/cx-api'
import { formatProblem } from '../lib/service/problem.ts'
import { AtalayaStack } from './atalaya-stack.ts'
import { readServices, writeServices } from './services.ts'
import { readSettings, type Settings } from './settings.ts'
import { tagAll } from './tags.ts'
import { VantageStack } from './vantage-stack.ts'
import { refuseHome, regionsOf } from './vantages.ts'

const placeOf = ({ region, account }: Settings) => ({
  ...(region !== undefined && { region }),
  ...(account !== undefined && { account }),
})

/**
 * The whole app, not synthesized yet; `services.json` is in its output folder already.
 * Throws `BadConfig` before anything is made of a bad file or setting.
 */
export const buildApp = (props: AppProps = {}) => {
  // Here and not in cdk.json, so that whoever builds the app without the CLI gets the same one.
  const app = new App({
    autoSynth: false,
    ...props,
    context: { ...CURRENTLY_RECOMMENDED_FLAGS, ...props.context },
  })
  const settings = readSettings(app.node, process.env)
  tagAll(app, settings.tags)
  const services = readServices(settings.config)
  refuseHome(services, settings.region ?? process.env.CDK_DEFAULT_REGION)
  const servicesFile = writeServices(app.outdir, services)
  const stack = new AtalayaStack(app, `Atalaya-${settings.stage}`, {
    settings,
    services: services.map(one => one.service),
    servicesFile,
    env: placeOf(settings),
    // Nobody takes the real one away by mistake; a rehearsal may go.
    terminationProtection: settings.stage === 'prod',
  })
  for (const warning of services.flatMap(one => one.warnings))
    Annotations.of(stack).addWarningV2(`atalaya:${warning.path}`, formatProblem(warning))
  const vantages = regionsOf(services.map(one => one.service)).map(region => {
    const env = placeOf({ ...settings, region })
    const home = stack.stackName
    return new VantageStack(app, `${home}-${region}`, { settings, servicesFile, home, env })
  })
  return { app, stack, vantages, services }
}
