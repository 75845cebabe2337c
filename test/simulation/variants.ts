import type { Invariant } from './invariants.ts'

/** One rule of the protocol taken out of the source: text that stands in a file, and what stands there instead. */
export interface Rule {
  /** From the project's folder. */
  readonly file: string
  readonly find: string
  readonly replace: string
}

export interface Variant {
  readonly name: string
  readonly rules: readonly Rule[]
  /** The invariant that must catch it. */
  readonly caughtBy: Invariant
}

const variant = (
  name: string,
  caughtBy: Invariant,
  file: string,
  find: string,
  replace: string,
): Variant => ({
  name,
  caughtBy,
  rules: [{ file, find, replace }],
})

/** Every rule that protocol.md says prevents something, each taken out by itself. */
export const variants: readonly Variant[] = [
  variant(
    'no-version-on-the-ledger',
    'I1',
    'test/simulation/table.ts',
    "if (!isNext(ledgers.get(next.channel), next)) return 'conflict'",
    '',
  ),
  variant(
    'no-new-plan-before-a-resend',
    'I3',
    'lib/publish/settle-flight.ts',
    'if (!isStillDue(turn, flight)) return',
    'if (isStillDue(turn, flight) && false) return',
  ),
  variant(
    'notices-in-order',
    'I3',
    'lib/publish/plan.ts',
    'const turn = lastTurn(incident)',
    "const turn = incident.steps.find((step): step is Begin | End => step.kind !== 'update' && step.n > (told?.step ?? 0)) ?? lastTurn(incident)",
  ),
  variant(
    'socket-not-destroyed',
    'I1',
    'lib/publish/lease.ts',
    'killIn: () => Math.max(0, kill - passed(clock, t0))',
    'killIn: () => Number.POSITIVE_INFINITY',
  ),
  variant(
    'debts-forgotten-with-the-archive',
    'live',
    'lib/publish/plan.ts',
    ".filter(([id, told]) => told.is !== 'up' &&",
    ".filter(([id, told]) => told.is === 'nothing' &&",
  ),
  variant(
    'one-look-instead-of-two',
    'I1',
    'lib/publish/settle-flight.ts',
    'if (flight.looks >= 1) return',
    'if (flight.looks >= 0) return',
  ),
  variant(
    'no-maybe',
    'I1',
    'lib/publish/flight.ts',
    'told: { ...pruned(ledger.told, present), [draft.incident]: claimedTold(draft, before) },',
    'told: pruned(ledger.told, present),',
  ),
  variant(
    'told-pruned-by-age',
    'I1',
    'lib/publish/flight.ts',
    '...pruned(ledger.told, present), [draft',
    '...Object.fromEntries(Object.entries(ledger.told).slice(-1)), [draft',
  ),
  variant(
    'no-start-fence',
    'I1',
    'lib/publish/lease.ts',
    'mayStart: () => passed(clock, t0) <= start',
    'mayStart: () => true',
  ),
  variant(
    'an-error-is-a-miss',
    'I1',
    'lib/publish/settle-flight.ts',
    "case 'unclear':\n      return cannotSee(turn, flight, found.why)",
    "case 'unclear':",
  ),
  variant(
    'one-page-only',
    'I1',
    'test/simulation/channel.ts',
    'const pages = visible',
    'const pages = visible.slice(-5)',
  ),
  variant(
    'steps-without-ordinals',
    'I1',
    'lib/publish/draft.ts',
    'const n = step.n',
    "const n = step.kind === 'begin' ? 1 : 2",
  ),
  {
    // Either alone is covered by the other: the order of the reads, and reading anew before a resend.
    name: 'stale-reads-before-a-resend',
    caughtBy: 'live',
    rules: [
      {
        file: 'lib/publish/turn.ts',
        find: '  const read = await readIfAny(store, assumed.id, name)\n  const record = await store.readRecord(assumed.id)\n',
        replace:
          '  const record = await store.readRecord(assumed.id)\n  const read = await readIfAny(store, assumed.id, name)\n',
      },
      {
        file: 'lib/publish/settle-flight.ts',
        find: 'const turn = await readTurn(before.ports, before.service, before.channel)',
        replace: 'const turn: Turn | undefined = before',
      },
    ],
  },
  {
    name: 'lease-from-the-claim',
    caughtBy: 'I1',
    rules: [
      {
        file: 'lib/publish/publisher.ts',
        find: 't0: turn.t0.wall',
        replace: 't0: ports.clock.now()',
      },
      {
        file: 'lib/publish/attempt.ts',
        find: 't0: Instant = turn.t0',
        replace: 't0: Instant = { wall: turn.ports.clock.now(), monotonic: turn.ports.clock.monotonic() }',
      },
    ],
  },
  variant(
    'a-marker-instead-of-the-text',
    'I2',
    'test/simulation/channel.ts',
    'post.text === text && post.id > Number(since ?? 0)',
    'post.text.slice(-9) === text.slice(-9)',
  ),
  variant(
    'failed-entries-ignored',
    'bus',
    'lib/adapters/eventbridge-bus.ts',
    'Entries[n] && !Entries[n].ErrorCode',
    'Entries[n]',
  ),
  variant(
    'counters-added-twice',
    'count',
    'lib/incident/decide-round.ts',
    'seen.round <= record.round &&',
    'seen.round < record.round &&',
  ),
  variant(
    'a-budget-without-reserve',
    'I5',
    'lib/publish/budget.ts',
    "case 'begin':\n      return debts + 2",
    "case 'begin':\n      return 1",
  ),
  variant(
    'recovery-dropped-in-maintenance',
    'live',
    'lib/incident/decide-incident.ts',
    '  const steps = news(incident, members, settled)\n',
    `  if (isAllBack(members) && Object.keys(members).some(id => settled.covered.has(id)))
    return [join, { is: 'settled', incident: incident.id, status: { is: 'resolved', at: settled.at, how: 'recovery' } }]
  const steps = news(incident, members, settled)
`,
  ),
  variant(
    'an-outage-opens-in-maintenance',
    'window',
    'lib/incident/members.ts',
    ' && !covered.has(id)',
    ' && covered !== undefined',
  ),
  variant(
    'a-log-that-is-not-copied',
    'log',
    'lib/publish/write-ledger.ts',
    '    await store.archive(item)',
    '    void item',
  ),
  variant('the-switch-not-obeyed', 'hold', 'lib/publish/publisher.ts', ' || isHeld(turn)', ''),
  variant(
    'a-notice-out-of-the-reserve',
    'I5',
    'lib/publish/budget.ts',
    "if (incident.origin?.is === 'notice') return debts + 1",
    "if (incident.origin?.is === 'notice') return 1",
  ),
  variant(
    'the-mode-of-the-file-alone',
    'mode',
    'lib/incident/in-force.ts',
    'mode: switchOf(record, id)?.is ?? settings.mode',
    'mode: settings.mode',
  ),
  variant(
    'a-channel-added-later-is-public',
    'mode',
    'lib/incident/in-force.ts',
    'record?.modes[channel] ?? record?.firstMode',
    'record?.modes[channel]',
  ),
  variant(
    'the-public-told-in-a-rehearsal',
    'mode',
    'lib/publish/turn.ts',
    "to: settings.mode === 'shadow' ? ports.rehearsal : ports.channel",
    'to: ports.channel',
  ),
  variant(
    'news-from-before-the-switch',
    'mode',
    'lib/publish/turn.ts',
    'const { from } = modes[channel] ?? {}',
    'const from = modes[channel] && 0',
  ),
  variant(
    "the-rehearsal's-ledger-goes-live",
    'live',
    'lib/publish/turn.ts',
    "mode === 'shadow' ? rehearsalOf(channel) : channel",
    "mode === 'shadow' || mode === 'auto' ? channel : channel",
  ),
  variant(
    'text-rendered-again-on-retry',
    'I1',
    'lib/publish/flight.ts',
    '    attempt: flight.attempt + 1,',
    "    attempt: flight.attempt + 1,\n    text: seen.text.replace('(', 'otra vez ('),",
  ),
  variant(
    'half-is-enough',
    'vantage',
    'lib/check/voices.ts',
    '.length * 2 > voices.length',
    '.length * 2 >= voices.length',
  ),
]
