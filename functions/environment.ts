import type { Environment } from './lambda.ts'

/** The environment lacks what the stack gives it, or holds what no stack would. */
export class BadEnvironment extends Error {
  override readonly name = 'BadEnvironment'
}

export const required = (env: Environment, name: string): string => {
  const value = env[name]
  if (value === undefined || value === '') throw new BadEnvironment(`${name} is not set`)
  return value
}
