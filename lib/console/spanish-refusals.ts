import type { Translation } from './spanish.ts'

const id = String.raw`([A-Z]{2,5}-\d{4,}(?:\/\d+)?)`

const pattern = (text: string): RegExp => new RegExp(`^${text}$`, 's')

/** Why commands are not taken, and why posts were not sent. */
export const refusalsInSpanish: readonly Translation[] = [
  [pattern(`${id} is already resolved, at (\\S+) by recovery`), '$1 ya se había recuperado, a las $2.'],
  [
    pattern(`${id} is already resolved, on (\\S+) at (\\S+) by recovery`),
    '$1 ya se había recuperado, el $2 a las $3.',
  ],
  [pattern(`${id} is already resolved, at (\\S+) by (.+)`), '$1 ya estaba terminado, a las $2: $3.'],
  [
    pattern(`${id} is already resolved, on (\\S+) at (\\S+) by (.+)`),
    '$1 ya estaba terminado, el $2 a las $3: $4.',
  ],
  [
    pattern(`${id} is not known, or closed more than a day ago`),
    '$1 no existe, o se cerró hace más de un día.',
  ],
  [
    pattern(`${id} is over: the public is told no more of it. A "notice" stands alone`),
    '$1 ya terminó: a la gente no le decimos nada más de él. Puedes dar un aviso de interés.',
  ],
  [
    pattern(`${id} has not been announced yet: nobody would know what the note is about`),
    '$1 aún no se ha anunciado: nadie sabría de qué habla la nota.',
  ],
  [
    pattern(`${id} is a maintenance window: "maintenance cancel" ends it before its time`),
    '$1 es un cierre previsto: anúlalo para acabarlo antes.',
  ],
  [
    pattern(`${id} is no maintenance window: "resolve" ends an incident`),
    '$1 no es un cierre previsto: dalo por terminado.',
  ],
  [pattern('(\\S+) is no component of .+'), 'No hay ningún servicio que se llame $1.'],
  [
    pattern('(\\S+) is looked at by probes, .+'),
    '$1 lo miran las sondas, y ellas abren sus fallos. Aquí solo se abre lo que ninguna sonda ve.',
  ],
  [
    pattern(`(\\S+) has an open incident already: ${id}. Add a note to it`),
    '$1 ya tiene un fallo abierto: $2. Escríbele una nota.',
  ],
  [pattern('it ends before it begins'), 'Acaba antes de empezar.'],
  [pattern('it is over already'), 'Ya ha pasado.'],
  [pattern('it is longer than 30 days'), 'Dura más de 30 días.'],
  [pattern('it begins more than a year from now'), 'Falta más de un año para que empiece.'],
  [pattern('it names no component'), 'No dice qué no va a funcionar.'],
  [
    pattern(`${id} covers part of it already: cancel that one first`),
    '$1 ya cubre una parte: anula antes ese cierre.',
  ],
  [
    pattern('every channel is held: .+'),
    'Están parados todos los canales: suéltalos todos, y para luego los que deban callar.',
  ],
  [pattern('(\\S+) is no channel of .+'), 'No hay ningún canal que se llame $1.'],
  [pattern(`${id} is not unclear on .+`), '$1 ya no está en duda. Mira cómo está ahora.'],
  [pattern(`${id} is not waiting on .+`), '$1 ya no espera un sí. Mira cómo está ahora.'],
  [pattern(`${id} waits in other words by now: .+`), '$1 espera ya con otras palabras: léelas antes.'],
  [
    pattern(`${id} is being sent on .+`),
    '$1 está saliendo. Cuando acabe se podrá ensayar; para callar ya, para las publicaciones.',
  ],
  [
    pattern('(\\S+) owes the end of ([A-Z]{2,5}-\\d{4,}): .+'),
    'Falta contar en $1 el final de $2. Después se podrá ensayar; para callar ya, para las publicaciones.',
  ],
  [pattern(`${id} waits for a yes on .+`), '$1 espera un sí o un no: contéstale antes.'],
  [pattern('first deployment'), 'así empezó, al desplegarse'],
  [pattern('at most (\\d+) characters'), 'como mucho $1 caracteres.'],
  [pattern('overtaken'), 'pasó algo más nuevo antes'],
  [pattern('nobody approved it in time'), 'nadie dijo que sí a tiempo'],
  [pattern('(.+) said no'), '$1 dijo que no'],
  [pattern('it is public, says (.+)'), 'se publicó, dice $1'],
  [pattern('it is not public, says (.+)'), 'no se publicó, dice $1'],
  [pattern('no more is said of it, says (.+)'), 'no se dice más, dice $1'],
  [pattern('no-credits'), 'no queda saldo en el canal'],
]
