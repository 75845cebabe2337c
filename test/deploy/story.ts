import * as v from 'valibot'
import { standInCredentials } from '../../lib/adapters/x-credentials.ts'
import { agents, changedApp } from './changed.ts'
import { StepFailed } from './failure.ts'
import { startsIn } from './logs.ts'
import { engineer, logIn, unsigned } from './operator.ts'
import { tail } from './process.ts'
import type { Scene } from './scene.ts'

/** Seconds: a schedule of a minute that the emulator looks at every ten, and some to look, decide and send. */
const aTick = 100

const incidentsSchema = v.object({
  services: v.tuple([
    v.object({
      incidents: v.array(v.looseObject({ id: v.string(), status: v.looseObject({ is: v.string() }) })),
    }),
  ]),
})

/** What operators see, by the real command line. */
const status = async ({ tell, operator }: Scene) => {
  const { code, out, err } = await tell(operator, 'status')
  if (code !== 0) throw new StepFailed(`status ended with ${code}:\n${tail(`${out}${err}`)}`)
  return v.parse(incidentsSchema, JSON.parse(out)).services[0].incidents
}

const textsOf = ({ stage }: Scene) => stage.x.posts().map(({ text }) => text)

/** Nothing but the deployment was done: what runs now was started by the schedules, and it rehearses. */
export const schedulesTick = async (scene: Scene): Promise<void> => {
  const { account, stage, findings, until } = scene
  for (const name of ['ProbeLogs', 'XPublishLogs', 'AlertLogs'] as const)
    await until(`the schedule of ${name.replace('Logs', '')} starts it`, aTick, async () => {
      return startsIn(await account.log(name)).length > 0
    })
  const looks = stage.agents()
  findings.see(
    'the deployed code looks at the sites',
    looks.length > 0 && looks.every(one => one.startsWith(agents.before)),
    looks,
  )
  const incidents = await status(scene)
  findings.see('all is well, and nothing is told', incidents.length + textsOf(scene).length === 0, incidents)
}

/** X's values by the real x-login, then the switch, as docs/deploy.md says. */
export const itGoesLive = async (scene: Scene): Promise<void> => {
  const { emulator, outputs, stage, tell, operator, findings, signal } = scene
  const early = await tell(engineer, 'go-live', '--yes')
  findings.see('without credentials of X it does not go live', early.code === 3, early)
  const login = { secret: outputs.XSecretArn, xUrl: stage.x.url, credentials: standInCredentials }
  const { code, out, err } = await logIn(emulator, login, signal)
  findings.see('x-login writes the deployed secret', code === 0, `${out}${err}`)
  const secrets = Object.values(standInCredentials)
  findings.see('and shows nothing of it', !secrets.some(one => `${out}${err}`.includes(one)), `${out}${err}`)
  const rehearsal = await tell(operator, 'status')
  findings.see('until then it rehearses', /"mode":"shadow"/.test(rehearsal.out), rehearsal)
  const live = await tell(engineer, 'go-live', '--yes')
  findings.see('go-live finds nothing missing, and switches', live.code === 0, live)
}

export const outageIsTold = async (scene: Scene): Promise<string> => {
  const { stage, findings, until } = scene
  stage.sede.be({ is: 'status', status: 503 })
  await until('a round sees the Sede down, and it is told', aTick, () => textsOf(scene).length > 0)
  findings.see('an outage is told', /Sede Electrónica/.test(textsOf(scene)[0] ?? ''), textsOf(scene))
  const [incident, ...others] = await status(scene)
  findings.see('one incident is open', incident?.status.is === 'open' && others.length === 0, incident)
  return incident?.id ?? ''
}

/** What the command line says where the API refuses a signature. */
const refusal = /does not let you in/

/** Whoever may not speak changes nothing. */
export const strangersAreRefused = async (scene: Scene, incident: string): Promise<void> => {
  const { api, tell, operator, stranger, findings, account, outputs } = scene
  const { status: answered } = await unsigned(api)
  findings.see('a command without a signature is refused', answered === 403, answered)
  const words = ['ack', incident] as const
  const ofStranger = await tell(stranger, ...words)
  findings.see('so is one of a user without the permission', refusal.test(ofStranger.err), ofStranger)
  const forged = await tell({ ...operator, AWS_SECRET_ACCESS_KEY: 'guessed' }, ...words)
  findings.see("so is one under an operator's name with another key", refusal.test(forged.err), forged)
  const read = account.store(outputs.TableName, operator).readRecord('ensayo')
  const answer = await read.then(
    () => 'it was read',
    fault => String(fault),
  )
  findings.see(
    'operators themselves may not touch the table',
    /AccessDenied|not authorized/i.test(answer),
    answer,
  )
  const [still] = await status(scene)
  findings.see('the incident is as it was', still?.status.is === 'open', still)
}

/** X takes the post and its answer is lost, so that what comes next meets a post in doubt. */
export const acknowledgementIsTold = async (scene: Scene, incident: string): Promise<void> => {
  const { stage, tell, operator, findings, until, ledger } = scene
  stage.x.next('lost', { on: 'post' })
  const { code, out, err } = await tell(operator, 'ack', incident)
  findings.see('ack goes through the deployed API, signed', code === 0, `${out}${err}`)
  const [known] = await status(scene)
  findings.see(
    'it bears the name of whoever signed',
    JSON.stringify(known?.status).includes(':user/operator'),
    known?.status,
  )
  await until('that we know of it is told', 60, () => textsOf(scene).length > 1)
  await until(
    'its answer is lost: a post in doubt',
    30,
    async () => (await ledger())?.flight?.state === 'unknown',
  )
}

/** Another version is deployed over the running one, while the Sede comes back. */
export const changeIsDeployed = async (scene: Scene): Promise<void> => {
  const { api, cdk, folder, outputs, stage, findings, until, ledger } = scene
  const app = await changedApp(folder)
  stage.sede.be({ is: 'healthy' })
  const { outputs: after, said } = await cdk.deployByCommand(app, api)
  findings.see(
    'the one command waits for a round, and finds nothing left to do',
    /Next:\s+1\. see how it goes/.test(said),
    tail(said),
  )
  findings.see('the second deployment keeps the table', after.TableName === outputs.TableName, after)
  findings.see('and the address of the API', after.OperateUrl === outputs.OperateUrl, after)
  await until('the changed code looks at the sites', aTick, () =>
    stage.agents().some(one => one.startsWith(agents.after)),
  )
  await until('the recovery is told', 2 * aTick, () => textsOf(scene).length > 2)
  await until('nothing is in doubt any more', aTick, async () => (await ledger())?.flight === undefined)
}

/** What the public has read, and what X was asked. */
export const eachIsToldOnce = async (scene: Scene, incident: string): Promise<void> => {
  const { stage, findings, ledger } = scene
  const texts = textsOf(scene)
  const asked = stage.x.requests().filter(({ method }) => method === 'POST')
  findings.see('three posts: it fails, we know, it works again', texts.length === 3, texts)
  findings.see(
    'all of the same incident',
    texts.every(text => text.includes(incident)),
    texts,
  )
  findings.see('each was sent once, also the one in doubt', asked.length === 3, asked)
  const states = (await ledger())?.log.map(({ state }) => state) ?? []
  findings.see('the ledger has all of them as sent', states.join() === 'sent,sent,sent', states)
  const left = await status(scene)
  findings.see(
    'no incident is left',
    left.every(({ status: { is } }) => is === 'resolved'),
    left,
  )
}
