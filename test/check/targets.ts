import * as v from 'valibot'
import type { Check, Sight } from '../../lib/check/check.ts'
import { type Service, serviceSchema, type Target } from '../../lib/service/service.ts'

/** A target that expects a marker, unless the test says otherwise. */
export const targetOf = (url: string, over: Partial<Target> = {}): Target => ({
  url,
  headers: {},
  expect: { status: [200], contains: ['/wps/portal/'] },
  timeout: 10_000,
  slow: 4_000,
  partial: false,
  ...over,
})

export const answered = (over: Partial<Extract<Sight, { is: 'answered' }>> = {}): Sight => ({
  is: 'answered',
  status: 200,
  marker: '/wps/portal/',
  phases: { total: 120 },
  ...over,
})

/** A 200 without the marker that is expected. */
export const unmarked = (over: Partial<Extract<Sight, { is: 'answered' }>> = {}): Sight => ({
  is: 'answered',
  status: 200,
  phases: { total: 120 },
  ...over,
})

export const failed = (
  code: string,
  during: Extract<Sight, { is: 'failed' }>['during'] = 'tcp',
  total = 30,
): Sight => ({ is: 'failed', during, code, phases: { total } })

export const checkOf = (over: Partial<Check> = {}): Check => ({
  component: 'sede',
  target: 'https://sede.example/',
  outcome: 'up',
  reason: 'ok',
  phases: { total: 100 },
  at: 1_000,
  vantage: 'home',
  look: 1,
  partial: false,
  ...over,
})

type Components = v.InferInput<typeof serviceSchema>['components']

export const serviceOf = (
  components: Components,
  over: Partial<v.InferInput<typeof serviceSchema>> = {},
): Service => v.parse(serviceSchema, { id: 'body', code: 'SS', name: { es: 'la Sede' }, components, ...over })
