import type { Command } from '../incident/command.ts'

export type CommandName = Command['command']

interface Words {
  /** As the button says it; what it is about follows. */
  readonly does: string
  /** What follows from it, where the words of the posts do not say it. */
  readonly means?: string
  /** Afterwards. */
  readonly done: string
}

/** What every command is called here. */
export const commandWords: Readonly<Record<CommandName, Words>> = {
  ack: { does: 'Ya lo sabemos', done: 'Queda apuntado que ya lo sabéis' },
  note: { does: 'Escribir una nota', done: 'Nota guardada' },
  open: { does: 'Abrir un fallo', done: 'Fallo abierto' },
  resolve: { does: 'Dar por terminado', done: 'Dado por terminado' },
  'false-alarm': {
    does: 'Era una falsa alarma',
    means: 'Si lo dijimos, lo corregimos en público.',
    done: 'Marcado como falsa alarma',
  },
  lift: { does: 'Dejar que abra fallos otra vez', done: 'Ya puede abrir fallos otra vez' },
  plan: {
    does: 'Prever un cierre',
    means: 'Mientras dure, lo que falle ahí no abre ningún fallo.',
    done: 'Cierre previsto',
  },
  cancel: { does: 'Anular el cierre', done: 'Cierre anulado' },
  notice: { does: 'Dar un aviso de interés', done: 'Aviso dado' },
  hold: {
    does: 'Parar las publicaciones',
    means: 'No empieza a salir nada nuevo. Lo que ya estaba saliendo puede aparecer durante un minuto.',
    done: 'Publicaciones paradas',
  },
  release: {
    does: 'Soltar las publicaciones',
    means: 'Sale ya lo que siga siendo verdad. Lo que ya no lo es, no sale.',
    done: 'Publicaciones sueltas',
  },
  mode: {
    does: 'Cambiar cómo se publica',
    means: 'Vale desde ahora. Lo que ya estaba saliendo puede aparecer durante un minuto.',
    done: 'Cambiado cómo se publica',
  },
  approve: { does: 'Sí, publicar', done: 'Aprobado' },
  skip: { does: 'No publicar', done: 'No se publica' },
  rule: { does: 'Decir qué pasó', done: 'Apuntado' },
}

export const isCommandName = (name: string): name is CommandName => Object.hasOwn(commandWords, name)

/** What became of a post that is in doubt. */
export const rulings = {
  landed: 'Se publicó',
  absent: 'No se publicó',
  drop: 'Dejarlo estar',
} as const

const rulingMeans: Readonly<Record<keyof typeof rulings, string>> = {
  landed: 'Lo damos por dicho, y seguimos desde ahí.',
  absent: 'Es como si no lo hubiéramos intentado: si aún es verdad, se publica otra vez.',
  drop: 'Pasara lo que pasara, no decimos nada más de este fallo.',
}

const isRuling = (text: string): text is keyof typeof rulings => Object.hasOwn(rulings, text)

/** What follows from a command, in words; `ruling` only of a `rule`. */
export const meaningOf = (command: CommandName, ruling: string): string | undefined =>
  command === 'rule' && isRuling(ruling)
    ? `${rulings[ruling]}. ${rulingMeans[ruling]}`
    : commandWords[command].means
