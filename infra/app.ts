import { BadConfig } from './bad-config.ts'
import { buildApp } from './build.ts'
import { checkRules } from './rules.ts'

/** The entry of `cdk synth` and `cdk deploy`. */
try {
  const { app } = buildApp()
  checkRules(app)
  app.synth()
} catch (fault) {
  if (!(fault instanceof BadConfig)) throw fault
  process.stderr.write(`Nothing was synthesized:\n${fault.message}\n`)
  process.exitCode = 2
}
