import { parseArgs, styleText } from 'node:util'
import { pageWordsIn } from '../lib/page/page-words.ts'
import { languages } from '../lib/service/channel.ts'
import { formatProblem } from '../lib/service/problem.ts'
import type { Component, Language, Service } from '../lib/service/service.ts'
import { limits } from '../lib/words/gates.ts'
import { wordsIn } from '../lib/words/language.ts'
import { easeOf, type Measure, measure, passes } from '../lib/words/measure.ts'
import { toldName } from '../lib/words/naming.ts'
import { wantsCheck } from '../lib/words/native-check.ts'
import { postedIn } from '../lib/words/problems.ts'
import { type Proof, proofsOf } from '../lib/words/proofs.ts'
import type { Streams } from './check-config.ts'
import { defaultConfig, readService, usageExit } from './config.ts'
import { isReaderGone } from './reader-gone.ts'

const help = `Prints every text that a service may post, for every component, alone and with the others.

  npm run preview [-- --config FILE] [--language LANGUAGE] [--json]

  --config FILE          the service (default: ${defaultConfig})
  --language LANGUAGE    ${languages.join(', ')} or all (default: the languages of its channels)
  --json                 one JSON object a line on stdout: each text with usual and with worst numbers, then for each
                         language the parts of its files that want a native speaker's check
  --help                 this text

Shown is the text with usual numbers; weighted length, reading ease and longest sentence are the worst of both. What
wants a native speaker's check says so, and is listed at the end as the language's files mark it, the page's too.
Ends 0 if every text keeps the gates (${limits.weighted} at most, ${limits.words} words a sentence, nothing banned, nothing that X links;
in Spanish INFLESZ ${limits.inflesz} or more, in English Flesch ${limits.flesch}: no formula is known to hold for the others), 1 if one
does not, 2 if the file or the usage is wrong.
`

interface Shown extends Proof, Measure {
  readonly component: string
  readonly language: Language
  readonly passes: boolean
  /** A native speaker has to look at its words. */
  readonly check: boolean
}

/** Every text about a component: alone, then with the others. */
const shownOf = (service: Service, { id, name }: Component, language: Language): readonly Shown[] => {
  const others = service.components.filter(one => one.id !== id).map(one => one.name)
  const casts = others.length === 0 ? [[]] : [[], others]
  return casts
    .flatMap(cast => [
      ...proofsOf(service, name, cast, language, 'usual'),
      ...proofsOf(service, name, cast, language, 'worst'),
    ])
    .map(proof => {
      const measured = measure(proof.text, language)
      const check = wantsCheck(proof.template, language)
      return { component: id, language, ...proof, ...measured, passes: passes(measured), check }
    })
}

type Paint = (style: 'bold' | 'dim' | 'red', text: string) => string

/** The worst of some texts. */
const summed = (all: readonly Measure[]): string => {
  const [ease] = all.flatMap(one => easeOf(one) ?? []).toSorted((one, other) => one.score - other.score)
  return [
    `length ${Math.max(...all.map(one => one.weighted))}`,
    ...(ease ? [`${ease.formula} ${ease.score.toFixed(1)}`] : []),
    `longest sentence ${Math.max(...all.map(one => one.longest))}`,
  ].join('  ')
}

/** A template's text with usual numbers, the figures of both, and the texts that fail. */
const block = (usual: Shown, all: readonly Shown[], paint: Paint): string => {
  const same = all.filter(one => one.template === usual.template && one.with === usual.with)
  const title = `${usual.template}${usual.with === 'others' ? ', with the others' : ''}`
  const failing = same.filter(one => !one.passes)
  const lines = [
    `${paint('dim', `  ${title.padEnd(44)} ${summed(same)}`)}\n    ${usual.text}\n`,
    ...(usual.check ? [`    ${paint('dim', 'wants a native check')}\n`] : []),
    ...failing.map(one => {
      const also = [...one.banned, ...one.links].join(', ')
      const found = `${summed([one])}${also && `  ${also}`}`
      return `    ${paint('red', 'fails a gate')} (${one.numbers} numbers: ${found})\n    ${one.text}\n`
    }),
  ]
  return lines.join('')
}

interface Page {
  readonly json: boolean
  readonly out: Streams['out']
  readonly paint: Paint
}

/** What a native speaker has to look at, as the files of posts and of the page mark it. */
const marked = (language: Language, json: boolean): string => {
  const posts = wordsIn(language).check
  const page = pageWordsIn(language).check
  if (json) return `${JSON.stringify({ language, nativeCheck: { posts, page } })}\n`
  const line = (where: string, marks: readonly string[]) =>
    marks.length > 0 ? `${language}: wants a native check${where}: ${marks.join(', ')}\n` : ''
  return `${line('', posts)}${line(' on the page', page)}`
}

/** Every text of a service in one language; whether all keep the gates. */
const tell = (service: Service, language: Language, { json, out, paint }: Page): boolean => {
  const every = service.components.flatMap(component => {
    const all = shownOf(service, component, language)
    if (json) for (const one of all) out(`${JSON.stringify(one)}\n`)
    else {
      out(`\n${paint('bold', toldName(component.name, language))} (${language})\n`)
      for (const one of all) if (one.numbers === 'usual') out(block(one, all, paint))
    }
    return all
  })
  const failing = every.filter(one => !one.passes).length
  if (!json)
    out(`\n${language}: ${every.length} texts, ${failing} fail a gate; the worst: ${summed(every)}\n`)
  out(marked(language, json))
  return failing === 0
}

const isLanguage = (asked: string): asked is Language => languages.some(language => language === asked)

/** The languages that are asked for; undefined if there is none such. */
const languagesOf = (asked: string | undefined, service: Service): readonly Language[] | undefined => {
  if (asked === undefined) return postedIn(service)
  if (asked === 'all') return languages
  return isLanguage(asked) ? [asked] : undefined
}

const options = {
  config: { type: 'string' },
  language: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

const read = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], options }).values
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) }
  }
}

/** The command itself; returns its exit code. */
export const preview = (args: readonly string[], { out, err }: Streams, colours: boolean): number => {
  const asked = read(args)
  if ('wrong' in asked) {
    err(`${asked.wrong}\n\n${help}`)
    return usageExit
  }
  if (asked.help) {
    out(help)
    return 0
  }
  const parsed = readService(asked.config ?? defaultConfig)
  for (const problem of 'service' in parsed ? parsed.warnings : parsed.problems)
    err(`${formatProblem(problem)}\n`)
  if (!('service' in parsed)) return usageExit
  const paint: Paint = (style, text) => (colours ? styleText(style, text, { validateStream: false }) : text)
  const spoken = languagesOf(asked.language, parsed.service)
  if (spoken === undefined) {
    err(`no such language: ${asked.language}\n\n${help}`)
    return usageExit
  }
  const page = { json: asked.json ?? false, out, paint }
  const kept = spoken.map(language => tell(parsed.service, language, page))
  return kept.every(Boolean) ? 0 : 1
}

if (import.meta.main) {
  // `preview | head` takes what it wants and closes the pipe.
  process.stdout.on('error', fault => {
    if (!isReaderGone(fault)) throw fault
    process.exit()
  })
  process.exitCode = preview(
    process.argv.slice(2),
    { out: text => process.stdout.write(text), err: text => process.stderr.write(text) },
    process.stdout.isTTY === true && !process.env.NO_COLOR,
  )
}
