import { keyboardOf } from '../keyboard.ts'
import type { Verb } from '../verb.ts'

export const xLogin: Verb = {
  name: 'x-login',
  takes: [],
  does: "puts X's credentials into the secret of a deployment, and shows them nowhere",
  more: [
    '--values            pastes all four, instead of the PIN that X shows',
    '--stage S           the deployment                  (default: prod)',
    '--stack NAME        the same by the name of its stack',
    '--secret ARN        the same by its secret: XSecretArn of its outputs',
    '--region R          where it is                     (default: that of your credentials)',
    '--yes               whatever account they are of',
    '--x-url URL         a stand-in of X on this machine',
    '',
    'Asks at the terminal, or reads a line for each answer. It speaks to X and to AWS alone:',
    '--local, --url, --data, --service, --request and --by do nothing here.',
    '',
  ],
  examples: ['x-login', 'x-login --stage ensayo --region eu-west-1', 'x-login --values --dry-run'],
  flags: {
    values: { type: 'boolean', default: false },
    stage: { type: 'string' },
    stack: { type: 'string' },
    secret: { type: 'string' },
    region: { type: 'string' },
    'x-url': { type: 'string' },
    yes: { type: 'boolean', default: false },
  },
  fields: () => ({ command: 'x-login' }),
  say: async (_, __, note, typed) => {
    const keyboard = keyboardOf(process.stdin, text => process.stderr.write(text))
    try {
      // Loaded here, as no other command has a use for X and its secret.
      const { signIn } = await import('../x-login/sign-in.ts')
      return await signIn(typed, keyboard, note)
    } finally {
      keyboard.close()
    }
  },
}
