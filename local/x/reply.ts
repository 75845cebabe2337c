/** What the stand-in answers, before it meets a socket. */
export interface Reply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  /** JSON, or text as it is. */
  readonly body: unknown
}

const problem = (status: number, title: string, detail: string, type = 'about:blank'): Reply => ({
  status,
  body: { title, detail, type, status },
})

const coded = (status: number, code: number, message: string): Reply => ({
  status,
  body: { errors: [{ code, message }] },
})

const base = 'https://api.twitter.com/2/problems'

/** The answers of the real X to what goes wrong. */
export const problems = {
  unauthorized: problem(401, 'Unauthorized', 'Unauthorized'),
  unauthenticated: coded(401, 32, 'Could not authenticate you.'),
  unpaid: problem(
    402,
    'CreditsDepleted',
    'Your enrolled account [1] does not have any credits to fulfill this request.',
    `${base}/credits`,
  ),
  duplicate: problem(403, 'Forbidden', 'You are not allowed to create a Tweet with duplicate content.'),
  reply: problem(
    403,
    'Forbidden',
    'You can only reply to or quote posts where you are mentioned or are the author.',
  ),
  permissions: problem(
    403,
    'Forbidden',
    'Your client app is not configured with the appropriate oauth1 app permissions for this endpoint.',
    `${base}/oauth1-permissions`,
  ),
  suspended: coded(403, 64, 'Your account is suspended and is not permitted to access this feature.'),
  locked: coded(403, 326, 'To protect our users, this account is temporarily locked.'),
  forbidden: problem(403, 'Forbidden', 'You are not permitted to perform this action.'),
  missing: problem(404, 'Not Found', 'There is nothing here.'),
  busy: problem(429, 'Too Many Requests', 'Too Many Requests'),
  capped: problem(429, 'UsageCapExceeded', 'Usage cap exceeded: Monthly product cap', `${base}/usage-capped`),
  broken: problem(500, 'Internal Server Error', 'Something is broken.'),
  overloaded: problem(503, 'Service Unavailable', 'Service Unavailable'),
} as const satisfies Readonly<Record<string, Reply>>

/** What is wrong with a request, as X's 400 says it. */
export const invalid = (message: string, parameters: Readonly<Record<string, readonly string[]>>): Reply => ({
  status: 400,
  body: {
    errors: [{ message, parameters }],
    title: 'Invalid Request',
    detail: 'One or more parameters to your request was invalid.',
    type: `${base}/invalid-request`,
  },
})
