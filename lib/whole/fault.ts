import * as v from 'valibot'

/** What is wrong with a line, for whoever has to mend it. */
export interface Fault {
  readonly found: string
  readonly allowed: string
}

const shown = 120

/** A value in few words. */
export const quoted = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > shown ? `${text.slice(0, shown)}...` : text
}

/** The first of a schema's issues; `allowed` where the issue itself does not say enough. */
export const faultOf = (issue: v.BaseIssue<unknown>, allowed?: string): Fault => {
  const path = v.getDotPath(issue)
  return {
    found: `${path === null ? '' : `${path}: `}${quoted(issue.input)}`,
    allowed: allowed ?? issue.expected ?? issue.message,
  }
}
