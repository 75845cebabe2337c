import type { Desk, Visit } from '../console/desk.ts'
import { entryFor } from '../console/enter.ts'
import type { FromBrowser } from '../console/own-page.ts'
import { consoleRoutes } from '../console/serve.ts'
import { zoneOf } from './about.ts'
import { type AckPorts, serveLink } from './ack.ts'
import { type Answer, jsonAnswer } from './answer.ts'
import type { Reply } from './operate.ts'
import { isRoute, type RouteKey } from './routes.ts'

/** One request, wherever it came in. */
export interface Arrived {
  /** As API Gateway names it: `POST /commands`. */
  readonly route: string
  /** What stands in the path for the names in braces. */
  readonly path: Readonly<Record<string, string>>
  readonly body: string
  /** Who signed it, as whoever checked the signature says; absent for what nobody signed. */
  readonly caller: string | undefined
  /** What a browser says beside it. */
  readonly headers?: FromBrowser
  /** Each `name=value`. */
  readonly cookies?: readonly string[]
}

type Ports = AckPorts & Desk

/** Characters of the longest command. */
export const longest = 16 * 1_024

const statuses: Readonly<Partial<Record<Reply['is'], number>>> = { refused: 409, invalid: 400 }

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const invalid = (status: number, why: string): Answer => jsonAnswer(status, { is: 'invalid', why })

/** A link to the operators' view, for whoever has just proved who they are. */
const openConsole = async (ports: Ports, caller: string): Promise<Answer> => {
  const entry = await entryFor(ports, caller)
  return entry
    ? jsonAnswer(200, { ...entry, timeZone: zoneOf([...ports.services.values()]) })
    : jsonAnswer(409, { is: 'refused', why: 'there is no key that could seal a session: set linkKeys' })
}

/** Whoever signed is who speaks, whatever the body says. */
const command = async (ports: Ports, { body, caller }: Arrived): Promise<Answer> => {
  if (caller === undefined) return jsonAnswer(403, { is: 'refused', why: 'nobody signed this' })
  if (body.length > longest) return invalid(413, `a command has at most ${longest} characters`)
  const asked = jsonIn(body)
  if (!isObject(asked)) return invalid(400, 'a command is one JSON object')
  if (asked['command'] === 'console') return openConsole(ports, caller)
  const reply = await ports.operate({ ...asked, by: caller })
  return jsonAnswer(statuses[reply.is] ?? 200, reply)
}

type Serve = (ports: Ports, arrived: Arrived) => Promise<Answer>

const visit = ({ path, body, headers = {}, cookies = [] }: Arrived): Visit => ({
  path,
  body,
  headers,
  cookies,
})

const page =
  (serve: (typeof consoleRoutes)[keyof typeof consoleRoutes]): Serve =>
  (ports, arrived) =>
    serve(ports, visit(arrived))

const table: Readonly<Record<RouteKey, Serve>> = {
  'POST /commands': command,
  'GET /ack/{token}': (ports, { path }) => serveLink(ports, path['token'] ?? '', 'show'),
  'POST /ack/{token}': (ports, { path }) => serveLink(ports, path['token'] ?? '', 'act'),
  'GET /operate': page(consoleRoutes['GET /operate']),
  'POST /operate': page(consoleRoutes['POST /operate']),
  'GET /operate/{service}': page(consoleRoutes['GET /operate/{service}']),
  'GET /operate/said/{said}': page(consoleRoutes['GET /operate/said/{said}']),
  'GET /operate/session/{token}': page(consoleRoutes['GET /operate/session/{token}']),
}

/** Answers 200 for what is done, 409 refused, 400 invalid, 413 too long, 404 for another route. Throws as the store does. */
export const serveHttp: Serve = async (ports, arrived) =>
  isRoute(arrived.route)
    ? table[arrived.route](ports, arrived)
    : invalid(404, `there is no ${arrived.route} here`)
