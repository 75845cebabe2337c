/** What no run on this machine can tell; docs/cost.md says where each comes from, and how much hangs on it. */
export const assumed = {
  /** Hours of a month, as AWS counts. */
  hours: 730,
  /** Milliseconds of a round that its slowest site takes. */
  siteTakes: 1_000,
  /** Milliseconds that a call of AWS is waited for. */
  callTakes: 5,
  /** Milliseconds of a whole processor: a look over TLS, a call through the SDK, an invocation of its own. */
  cpuOfLook: 3.4,
  cpuOfCall: 2.8,
  cpuOfInvocation: 1,
  /** The same, of a file of the page that is made and put. */
  cpuOfFile: 12,
  /** MB of a Lambda that come with a whole processor. */
  wholeProcessor: 1_769,
  /** Bytes of the lines that Lambda itself writes of an invocation. */
  linesOfLambda: 300,
  /** Bytes that CloudWatch adds to a line. */
  ofLine: 26,
  /** Bytes that a look sends: name, handshake, request, acknowledgements. */
  sentByLook: 3_000,
  /** Minutes that an outage lasts. */
  outage: 60,
  /** Minutes that a service is looked after once its outage is over. */
  after: 24 * 60,
  /** Days that the tallies of an hour are kept. */
  hourItems: 40,
  /** GB of a service's page, with the pages of a year's incidents. */
  page: 0.01,
} as const
