import { declarations } from '../../lib/incident/record.ts'
import { given, incidentIn, oneOf, type Verb } from '../verb.ts'

const about = (
  command: 'ack' | 'resolve' | 'false-alarm',
  does: string,
  more: readonly string[] = [],
): Verb => ({
  name: command,
  takes: ['INCIDENT'],
  does,
  more,
  examples: [`${command} SS-0007`],
  fields: ({ words }) => ({ command, incident: incidentIn(words[0]) }),
})

const note: Verb = {
  name: 'note',
  takes: ['INCIDENT', 'TEXT'],
  does: 'writes a note, for operators or for everybody',
  more: ['--public           citizens read it too, in exactly these words'],
  examples: ['note SS-0007 "lo mira sistemas"', 'note SS-0007 "Puedes ir sin cita." --public --dry-run'],
  flags: { public: { type: 'boolean', default: false } },
  fields: ({ words, has }) => ({
    command: 'note',
    incident: incidentIn(words[0]),
    text: words[1],
    public: has('public'),
  }),
}

const open: Verb = {
  name: 'open',
  takes: ['COMPONENT'],
  does: 'opens an incident that no probe can see',
  more: [
    `--what WHAT         ${declarations.join(', ')}  (default: ${declarations[0]})`,
    '--note TEXT         words for citizens that go with it',
  ],
  examples: ['open oficinas --what office-closed', 'open telefono --what phone-down --dry-run'],
  flags: { what: { type: 'string' }, note: { type: 'string' } },
  fields: ({ words, text }) => ({
    command: 'open',
    component: words[0],
    what: oneOf('kind of failure', text('what') ?? declarations[0], declarations),
    ...given('note', text('note')),
  }),
}

const lift: Verb = {
  name: 'lift',
  takes: ['COMPONENT'],
  does: 'lets a component open incidents again, after a resolve or a false alarm',
  examples: ['lift sede'],
  fields: ({ words }) => ({ command: 'lift', component: words[0] }),
}

export const incidentVerbs: readonly Verb[] = [
  about('ack', 'we know: somebody works on it; said again, it changes nothing'),
  note,
  open,
  about('resolve', 'it is over, whatever the looks say'),
  about('false-alarm', 'it was never true; corrected in public, if it was told'),
  lift,
]
