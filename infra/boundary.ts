import { ManagedPolicy, PermissionsBoundary } from 'aws-cdk-lib/aws-iam'
import type { Construct } from 'constructs'
import * as v from 'valibot'

const arn = /^arn:aws[a-z-]*:iam::(?:\d{12}|aws):policy\/[\w+=,.@/-]+$/
const name = /^[\w+=,.@-]{1,128}$/

/** An ARN, or the name of a policy of the account. */
export const boundarySchema = v.pipe(
  v.string(),
  v.check(text => arn.test(text) || name.test(text), 'the name or the ARN of a policy'),
)

/** No role of the scope may do more than this policy allows, whatever its own say. */
export const boundAll = (scope: Construct, policy: string): void => {
  const boundary = arn.test(policy)
    ? ManagedPolicy.fromManagedPolicyArn(scope, 'Boundary', policy)
    : ManagedPolicy.fromManagedPolicyName(scope, 'Boundary', policy)
  PermissionsBoundary.of(scope).apply(boundary)
}
