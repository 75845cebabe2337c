import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { ends } from '../../local/ends.ts'
import { certificate } from '../adapters/x/certificate.ts'
import { cdkFor } from './cdk.ts'
import { startEmulator } from './emulator.ts'
import { type Findings, findings } from './findings.ts'
import { keepLogs, logsAreClean } from './logs.ts'
import { sceneOf } from './scene.ts'
import { startStage } from './stage.ts'
import {
  acknowledgementIsTold,
  changeIsDeployed,
  eachIsToldOnce,
  itGoesLive,
  outageIsTold,
  schedulesTick,
  strangersAreRefused,
} from './story.ts'

interface Means {
  /** Where Python lies. */
  readonly bin: string
  readonly folder: string
  readonly say: (text: string) => void
  readonly signal: AbortSignal
}

/** Deploys to an emulator and plays an outage there, then ends everything that it started. Throws StepFailed. */
export const rehearse = async ({ bin, folder, say, signal }: Means): Promise<Findings> => {
  setDefaultCACertificates([...getCACertificates('default'), certificate])
  const found = findings(say)
  const opened = ends()
  try {
    const stage = await startStage(folder)
    opened.add(stage.close)
    const emulator = await startEmulator(bin, folder, signal)
    opened.add(emulator.stop)
    // Before it ends: a kept folder tells what happened.
    opened.add(() => keepLogs(emulator, folder))
    const context = {
      config: stage.config,
      xUrl: stage.x.url,
      alarmEmail: 'guardia@example.org',
      cdn: 'false',
    }
    const cdk = cdkFor({ emulator, folder, context, signal })
    say('cdk bootstrap')
    await cdk.bootstrap()
    say('cdk deploy')
    const outputs = await cdk.deploy()
    const scene = await sceneOf({ emulator, cdk, stage, folder, findings: found, say, signal }, outputs)
    await schedulesTick(scene)
    await itGoesLive(scene)
    const incident = await outageIsTold(scene)
    await strangersAreRefused(scene, incident)
    await acknowledgementIsTold(scene, incident)
    say('npm run deploy, of changed code')
    await changeIsDeployed(scene)
    await eachIsToldOnce(scene, incident)
    await logsAreClean(scene)
    return found
  } finally {
    await opened.close()
  }
}
