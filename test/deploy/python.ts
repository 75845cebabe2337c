import { join } from 'node:path'
import { Unavailable } from './failure.ts'
import { type Ended, type Environment, type Means, run, tail } from './process.ts'

const requirements = join(import.meta.dirname, 'requirements.txt')
const candidates = ['python3', 'python']
/** What the pinned packages need. */
const least = 11
const asked = `import sys; sys.exit(0 if sys.version_info >= (3, ${least}) else 1)`

const found = async (means: Means): Promise<string> => {
  for (const name of candidates) {
    const ended = await run(name, ['-c', asked], means).catch(() => undefined)
    means.signal.throwIfAborted()
    if (ended?.code === 0) return name
  }
  throw new Unavailable(`no Python 3.${least} or newer on the PATH (${candidates.join(', ')})`)
}

const must = ({ code, out, err }: Ended, what: string): void => {
  if (code !== 0) throw new Unavailable(`${what}:\n${tail(`${out}${err}`, 6)}`)
}

/**
 * The pinned packages in a new virtual environment below `folder`. Returns where its programs lie. How pip reaches an
 * index, a proxy or a cache is the business of `env`. Throws Unavailable where there is no Python, venv or package.
 */
export const installPackages = async (
  folder: string,
  signal: AbortSignal,
  env: Environment = process.env,
): Promise<string> => {
  const means = { env, signal }
  const python = await found(means)
  const home = join(folder, 'python')
  must(await run(python, ['-m', 'venv', home], means), `${python} makes no virtual environment`)
  const bin = join(home, 'bin')
  // Only what is built already: nothing that is installed gets to run here before we start it.
  const quietly = ['--quiet', '--no-input', '--disable-pip-version-check', '--only-binary', ':all:']
  const install = ['-m', 'pip', 'install', ...quietly, '--requirement', requirements]
  must(await run(join(bin, 'python'), install, means), 'the packages cannot be had')
  return bin
}
