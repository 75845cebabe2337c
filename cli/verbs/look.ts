import { FileKept, writeEvidence } from '../export.ts'
import { incidentIn, type Verb } from '../verb.ts'

/** Rehearsal and public have a ledger each, and these read one. */
const ofTheMode = [
  'Posts are those of the mode in force: in shadow what was rehearsed, else what the public was told.',
  'What the other holds is kept, and shown again when the mode goes back.',
  '',
]

export const lookVerbs: readonly Verb[] = [
  {
    name: 'status',
    takes: [],
    does: 'what works, what fails, what is held, what waits for a person',
    examples: ['status', 'status --json'],
    fields: () => ({ command: 'status' }),
  },
  {
    name: 'incidents',
    takes: [],
    does: 'the open incidents',
    more: ['--all               those that are over, and notices, too'],
    examples: ['incidents --all'],
    flags: { all: { type: 'boolean', default: false } },
    fields: ({ has }) => ({ command: 'incidents', ...(has('all') && { all: true }) }),
  },
  {
    name: 'show',
    takes: ['INCIDENT'],
    does: 'one incident: its steps, its notes and its posts',
    more: ofTheMode,
    examples: ['show SS-0007'],
    fields: ({ words }) => ({ command: 'show', incident: incidentIn(words[0]) }),
  },
  {
    name: 'posts',
    takes: [],
    does: 'what was told, what waits, what is in doubt',
    more: ofTheMode,
    examples: ['posts'],
    fields: () => ({ command: 'posts' }),
  },
  {
    name: 'console',
    takes: [],
    does: "a link that opens the operators' view in a browser: good for 5 minutes, then an hour's session",
    examples: ['console'],
    fields: () => ({ command: 'console' }),
  },
  {
    name: 'export',
    takes: ['INCIDENT'],
    does: 'writes the evidence of an incident: SS-0007.json, and SS-0007.md to be read',
    more: [
      '--out DIR           where to                         (default: here)',
      '--force             writes over files that are there',
    ],
    examples: ['export SS-0007 --out expediente', 'verify expediente/SS-0007.json'],
    flags: { out: { type: 'string' }, force: { type: 'boolean', default: false } },
    fields: ({ words }) => ({ command: 'export', incident: incidentIn(words[0]) }),
    say: async (operator, order, _, typed) => {
      const answer = await operator(order)
      if (answer.is !== 'export') return answer
      const dryRun = typed.has('dry-run')
      const how = { dryRun, force: typed.has('force') }
      try {
        const files = writeEvidence(answer.evidence, typed.text('out') ?? '.', how)
        return { ...answer, dryRun, files: [...files] }
      } catch (fault) {
        if (fault instanceof FileKept) return { is: 'refused', why: fault.message }
        throw fault
      }
    },
  },
]
