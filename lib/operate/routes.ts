/**
 * The doors of the operators' function, as API Gateway names them: infra/ makes them, functions/operate serves them,
 * and a local run takes them from the template. `signed`: only who signs with credentials that may invoke it comes in.
 */
export const routes = {
  'POST /commands': { signed: true },
  'GET /ack/{token}': { signed: false },
  'POST /ack/{token}': { signed: false },
  'GET /operate': { signed: false },
  'POST /operate': { signed: false },
  'GET /operate/{service}': { signed: false },
  'GET /operate/said/{said}': { signed: false },
  'GET /operate/session/{token}': { signed: false },
} as const satisfies Readonly<Record<string, { readonly signed: boolean }>>

export type RouteKey = keyof typeof routes

export const isRoute = (key: string): key is RouteKey => Object.hasOwn(routes, key)
