import { declarations } from '../incident/record.ts'
import { markup, type Part } from '../page/markup.ts'
import { nameIn } from '../service/service.ts'
import type { CommandName } from './command-words.ts'
import { area, type Choices, check, type Filled, input, select } from './controls.ts'
import { noFields } from './fields.ts'

const failures: Readonly<Record<(typeof declarations)[number], string>> = {
  'not-working': 'No funciona',
  'office-closed': 'Está cerrado',
  'not-attending': 'No atienden',
  delays: 'Hay retrasos',
  'no-appointments': 'No dan citas',
  'phone-down': 'No se puede llamar',
}

const before: Choices = [
  ['0s', 'Cuando empiece'],
  ['1h', '1 hora antes'],
  ['12h', '12 horas antes'],
  ['24h', '1 día antes'],
  ['48h', '2 días antes'],
  ['7d', '1 semana antes'],
]

const planFields = (filled: Filled): Part => {
  const { at, service, fields = noFields, isTimeText } = filled
  const marked = fields.getAll('components')
  const type = isTimeText ? 'text' : 'datetime-local'
  const boxes = service.components.map(({ id, name }) =>
    check(`${at}-components-${id}`, 'components', id, nameIn(name, 'es'), marked.includes(id)),
  )
  return [
    markup`<fieldset><legend>Qué no va a funcionar</legend>${boxes}</fieldset>`,
    input(filled, type, { name: 'from', label: 'Empieza', hint: `Hora de ${service.timeZone}.` }),
    input(filled, type, { name: 'to', label: 'Acaba' }),
    select(filled, { name: 'announce', label: 'Cuándo lo decimos' }, before, '24h'),
  ]
}

const noPersonal = 'Sin datos de personas, sin enlaces y sin menciones.'

/** The fields that a person fills in for a command; none for those that are one button. */
export const inputsOf = (command: CommandName, filled: Filled): Part => {
  switch (command) {
    case 'note':
      return [
        area(filled, { name: 'text', label: 'Qué quieres decir', hint: noPersonal }),
        check(
          `${filled.at}-public`,
          'public',
          'yes',
          'También para la gente, con estas mismas palabras',
          filled.fields?.get('public') === 'yes',
        ),
      ]
    case 'open':
      return [
        select(
          filled,
          { name: 'what', label: 'Qué pasa' },
          declarations.map(one => [one, failures[one]] as const),
          declarations[0],
        ),
        area(filled, { name: 'note', label: 'Palabras para la gente', hint: noPersonal, isOptional: true }),
      ]
    case 'plan':
      return planFields(filled)
    case 'notice':
      return [
        area(filled, { name: 'text', label: 'Qué debe saber la gente', hint: noPersonal }),
        input(filled, 'text', {
          name: 'source',
          label: 'Quién lo dice oficialmente',
          hint: 'Por ejemplo: la Tesorería General de la Seguridad Social.',
        }),
      ]
    case 'hold':
      return input(filled, 'text', {
        name: 'why',
        label: 'Por qué',
        hint: 'Para los demás operadores.',
        isOptional: true,
      })
    case 'ack':
    case 'resolve':
    case 'false-alarm':
    case 'lift':
    case 'cancel':
    case 'release':
    case 'mode':
    case 'approve':
    case 'skip':
    case 'rule':
      return undefined
    default:
      return command satisfies never
  }
}

/** Names of the fields that `inputsOf` shows; the others of a command are carried unseen. */
export const shownFields: Readonly<Record<CommandName, readonly string[]>> = {
  note: ['text', 'public'],
  open: ['what', 'note'],
  plan: ['components', 'from', 'to', 'announce'],
  notice: ['text', 'source'],
  hold: ['why'],
  ack: [],
  resolve: [],
  'false-alarm': [],
  lift: [],
  cancel: [],
  release: [],
  mode: [],
  approve: [],
  skip: [],
  rule: [],
}
