import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { transform } from 'esbuild'
import { describe, expect, it } from 'vitest'

const filesOf = (...folders: string[]) => folders.flatMap(folder => globSync(`${folder}/**/*.ts`)).toSorted()
const textOf = (file: string) => readFileSync(file, 'utf8')

const pure = filesOf('lib').filter(file => !file.startsWith('lib/adapters/'))
const adapters = filesOf('lib/adapters')

/** What a file imports, types too: packages by their names, files by their paths from the root. */
const importsOf = (file: string, text = textOf(file)): readonly string[] =>
  [...text.matchAll(/(?<!['"])\b(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)]
    .map(([, from = '']) => from)
    .map(from => (from.startsWith('.') ? join(dirname(file), from) : from))

/** Globals by which the outside world would come in without a port. */
const worldly = [
  'process',
  'performance',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'fetch',
  'WebSocket',
  'XMLHttpRequest',
  'console',
  'crypto',
  'globalThis',
  'global',
  'require',
  'Buffer',
  'Math.random',
  'Date',
]
const mark = (name: string) => `__${name.replace('.', '_')}__`
const define = Object.fromEntries(worldly.map(name => [name, mark(name)]))
/** A time that is given, and no time that is asked for. */
const timeless = /__Date__\.(?:parse|UTC)\b|new __Date__\((?!\))/g

/** Worldly globals that a text of TypeScript reads. esbuild replaces only real globals: no field, string or comment. */
const readingsOf = async (text: string): Promise<readonly string[]> => {
  const { code } = await transform(text, { loader: 'ts', define, legalComments: 'none' })
  const left = code.replaceAll(timeless, '')
  return worldly.filter(name => left.includes(mark(name)))
}

const offences = async (files: readonly string[], find: (file: string) => Promise<readonly string[]>) =>
  (await Promise.all(files.map(async file => (await find(file)).map(what => `${file}: ${what}`)))).flat()

describe('the readings that a test looks for', () => {
  it.each([
    ['process.env.HOME', ['process']],
    ['const { env } = process', ['process']],
    ['const now = Date.now()', ['Date']],
    ['const now = new Date()', ['Date']],
    ['const clock = Date', ['Date']],
    ['setTimeout(() => 1, 2)', ['setTimeout']],
    ['const n = Math.random()', ['Math.random']],
    ['performance.now(); console.log(fetch("x"))', ['performance', 'fetch', 'console']],
    ['globalThis.process', ['globalThis']],
    ['const at = new Date(5); Date.parse("x"); Date.UTC(2026)', []],
    ['// Date.now()\nconst words = "process, fetch"; const it = { fetch: 1 }; it.fetch', []],
    ['const ask = (fetch: () => number) => fetch()', []],
  ])('in %s are %j', async (text, found) => {
    expect(await readingsOf(text)).toEqual(found)
  })

  it('see every way to import', () => {
    const text = `import a from 'one'
import type { B } from './two.ts'
export * from "three"
import 'four'
const five = await import('five')
import {
  six,
} from 'six'
const fields = ['from', 'to']`
    expect(importsOf('lib/x/y.ts', text)).toEqual(['one', 'lib/x/two.ts', 'three', 'four', 'five', 'six'])
  })
})

describe('the core', () => {
  it('is there to be looked at', () => {
    expect(pure.length).toBeGreaterThan(40)
    expect(adapters.length).toBeGreaterThan(5)
  })

  it('imports only itself and what is as pure', async () => {
    const allowed = (from: string) => /^(?:valibot|yaml)$/.test(from) || /^lib\/(?!adapters\/)/.test(from)
    const others = pure.filter(file => file !== 'lib/audit/digest.ts')
    expect(await offences(others, async file => importsOf(file).filter(from => !allowed(from)))).toEqual([])
  })

  it('takes of Node the arithmetic of a hash alone', () => {
    const imports = textOf('lib/audit/digest.ts').match(/^import .*/gm)
    expect(imports).toEqual(["import { createHash } from 'node:crypto'"])
    expect(importsOf('lib/audit/digest.ts')).toEqual(['node:crypto'])
  })

  it('reads no clock, chance, timer, network or environment', async () => {
    expect(await offences(pure, file => readingsOf(textOf(file)))).toEqual([])
  })
})

/** Whose code it is: an adapter knows one. */
const makers: readonly (readonly [string, RegExp])[] = [
  ['AWS', /^@(?:aws-sdk|smithy)\//],
  ['undici', /^(?:undici|tough-cookie)$/],
  ['twitter-api-v2', /^twitter-api-v2$/],
  ['another', /^(?!valibot$|node:|lib\/|@aws-sdk\/|@smithy\/|undici$|tough-cookie$|twitter-api-v2$)/],
]

describe('the adapters', () => {
  it('know one maker each', async () => {
    const several = (file: string) => {
      const imports = importsOf(file)
      const known = makers.filter(([, its]) => imports.some(from => its.test(from))).map(([maker]) => maker)
      return known.length > 1 || known.includes('another') ? known : []
    }
    expect(await offences(adapters, async file => several(file))).toEqual([])
  })

  it('know nothing of functions, stand-ins and the command line', async () => {
    const outside = /^(?:functions|local|cli|infra|test)\//
    expect(
      await offences(filesOf('lib'), async file => importsOf(file).filter(from => outside.test(from))),
    ).toEqual([])
  })

  it('print nothing', async () => {
    const printing = async (file: string) => {
      const text = textOf(file)
      const found = (await readingsOf(text)).filter(name => name === 'console')
      return /\bprocess\.std/.test(text) ? [...found, 'process.stdout'] : found
    }
    expect(await offences(adapters, printing)).toEqual([])
  })
})

const all = filesOf('lib', 'functions', 'infra', 'local', 'cli')

describe('every file', () => {
  it('bears no name of the words that are not used', () => {
    const forbidden = /^(?:monitor|manager|helper|util|processor|data|tweet)s?$/i
    const named = [...all, ...filesOf('test')].filter(file =>
      file.split(/[/.\-_]/).some(word => forbidden.test(word)),
    )
    expect(named).toEqual([])
  })

  it('is short enough to be read at once', () => {
    const long = all
      .map(file => ({ file, lines: textOf(file).trimEnd().split('\n').length }))
      .filter(({ lines }) => lines > 250)
    expect(long).toEqual([])
  })
})
