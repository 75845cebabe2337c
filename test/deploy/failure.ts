/** Python or the packages cannot be had here. Nothing is wrong with the project; nothing was shown of it either. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable'
}

/** A step did not end as it must; the message says which, and what was seen instead. */
export class StepFailed extends Error {
  override readonly name = 'StepFailed'
}
