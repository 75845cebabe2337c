import { type App, Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks } from 'cdk-nag'

/** Refuses to synthesize what breaks a rule of AWS Solutions; what is acknowledged is so beside its resource, with the reason. */
export const checkRules = (app: App): void => {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app))
}
