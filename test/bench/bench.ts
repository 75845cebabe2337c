import { benchProbe } from './probe.ts'

/** Everything that is measured rather than tested, one after the other; each part says what it measures. */
for (const part of [benchProbe]) await part()
