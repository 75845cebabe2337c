import * as v from 'valibot'
import { arrivedIn, gatewayAnswer } from '../../functions/gateway.ts'
import { nodeSeal as seal } from '../../lib/adapters/seal.ts'
import { serveHttp } from '../../lib/operate/http.ts'
import { operate } from '../../lib/operate/operate.ts'
import { routes } from '../../lib/operate/routes.ts'
import type { Service, ServiceFile } from '../../lib/service/service.ts'
import { gatewayAnswerSchema, gatewayEvent } from '../../local/gateway.ts'
import { startHttp } from '../../local/http.ts'
import { aDesk } from '../operate/stage.ts'

export const keys = ['k'.repeat(40)]
export const token = 't'.repeat(43)

/** The operators' doors on a real socket, before a store in memory and a clock that only the test moves. */
export const aHouse = async (over: Partial<ServiceFile> = {}, others: readonly Service[] = []) => {
  const desk = aDesk(over)
  const services = new Map([desk.service, ...others].map(one => [one.id, one]))
  const asked: unknown[] = []
  const ports = {
    services,
    store: desk.store,
    clock: desk.clock,
    seal,
    linkKeys: async () => keys,
    operate: (request: unknown) => {
      asked.push(request)
      return operate(desk.ports, services, request)
    },
  }
  const http = await startHttp({
    port: 0,
    token,
    page: async () => {},
    status: async () => ({}),
    routes: async () =>
      Object.entries(routes).map(([key, { signed }]) => ({ key, isSigned: signed, target: 'operate' })),
    invoke: async (matched, body, caller, headers) => {
      const arrived = arrivedIn(gatewayEvent(matched, body, caller, headers))
      if (!arrived) throw new TypeError('no event of API Gateway')
      return v.parse(gatewayAnswerSchema, gatewayAnswer(await serveHttp(ports, arrived)))
    },
    fault: error => {
      throw error
    },
  })
  return { ...desk, url: http.url, asked, close: () => http.close() }
}

export type House = Awaited<ReturnType<typeof aHouse>>

/** The path of a link that `console` gives to whoever has the token. */
export const entryOf = async ({ url }: House, by = 'ana'): Promise<string> => {
  const answer = await fetch(`${url}/commands`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ command: 'console', request: 'r', by }),
  })
  return ((await answer.json()) as { path: string }).path
}

export interface Page {
  readonly status: number
  readonly text: string
  readonly headers: Headers
}

/** A browser as far as it matters: it keeps the cookie, says where a form comes from, and follows no answer by itself. */
export const aBrowser = async (house: House) => {
  const entered = await fetch(`${house.url}${await entryOf(house)}`)
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? ''
  const ask = async (path: string, more: RequestInit = {}): Promise<Page> => {
    const headers = { cookie, ...(more.headers as Record<string, string>) }
    const answer = await fetch(`${house.url}${path}`, { redirect: 'manual', ...more, headers })
    return { status: answer.status, text: await answer.text(), headers: answer.headers }
  }
  const [, code = ''] = /name="code" value="([^"]+)"/.exec((await ask('/operate')).text) ?? []
  const send = (fields: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}) =>
    ask('/operate', {
      method: 'POST',
      headers: { origin: house.url, 'sec-fetch-site': 'same-origin', ...headers },
      body: new URLSearchParams({ code, service: house.service.id, ...fields }),
    })
  return { entered, cookie, code, look: (path: string) => ask(path), send }
}

export type TestBrowser = Awaited<ReturnType<typeof aBrowser>>

/** What the hidden fields of the confirm step carry. */
export const hiddenIn = ({ text }: Page): Readonly<Record<string, string>> => {
  const [, form = ''] = /<form[^>]*>((?:(?!<\/form>)[\s\S])*?value="do"[\s\S]*?)<\/form>/.exec(text) ?? []
  return Object.fromEntries(
    [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map(([, name, value]) => [
      name ?? '',
      value ?? '',
    ]),
  )
}
