import * as v from 'valibot'

/** Event patterns of our rules: exact lists only, so that a few lines match as EventBridge does. */
export const patternSchema = v.strictObject({
  source: v.optional(v.array(v.string())),
  'detail-type': v.optional(v.array(v.string())),
})
export type Pattern = v.InferOutput<typeof patternSchema>

/** Whether EventBridge would take an event of this source and detail-type for the pattern's rule. */
export const matches = (
  pattern: Pattern,
  event: { readonly source: string; readonly 'detail-type': string },
): boolean =>
  (pattern.source?.includes(event.source) ?? true) &&
  (pattern['detail-type']?.includes(event['detail-type']) ?? true)
