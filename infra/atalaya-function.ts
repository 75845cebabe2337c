import { join } from 'node:path'
import { CfnResource, Duration, Stack, Validations } from 'aws-cdk-lib'
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Runtime, Tracing } from 'aws-cdk-lib/aws-lambda'
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import { environment, type FunctionName } from '../lib/contract.ts'
import { bundling } from './bundling.ts'
import type { DeadLetters } from './dead-letters.ts'
import { namespaceOf } from './measures.ts'
import type { OwnKey } from './own-key.ts'
import type { Settings } from './settings.ts'

const root = join(import.meta.dirname, '..')

/** What becomes of an invocation that nobody waits for. */
export interface Asynchronous {
  /** Further tries after a failure. */
  readonly retries: 0 | 1 | 2
  /** How long it may wait for a free place. */
  readonly age: Duration
  /** Takes what failed after all tries. */
  readonly failed?: DeadLetters
}

/**
 * What a function of ticks waits for a free place, or for its next try: by then five more ticks have come, which ask for
 * the same. One that never gets a place is so among what is left behind within minutes.
 */
export const patience = Duration.minutes(5)

export interface AtalayaFunctionProps {
  readonly settings: Settings
  /** Of the log; the one of CloudWatch, if absent. */
  readonly key: OwnKey | undefined
  /** Path of services.json. */
  readonly servicesFile: string
  /** Its source is functions/<entry>.ts. */
  readonly entry: FunctionName
  readonly description: string
  /** Only where another stack must know it beforehand; CloudFormation makes one up, if absent. */
  readonly name?: string
  /** Beside SERVICES_FILE. */
  readonly environment: Readonly<Record<string, string>>
  /** All that it may do, beside writing its own log and its own failures. */
  readonly may: readonly PolicyStatement[]
  /** MB; a full processor comes with 1,769. */
  readonly memory: number
  readonly timeout: Duration
  readonly asynchronous: Asynchronous
}

/** One of our functions: its role, its log and its bundle. No managed policy, no wildcard. */
export class AtalayaFunction extends Construct {
  readonly lambda: NodejsFunction

  constructor(scope: Construct, id: string, props: AtalayaFunctionProps) {
    super(scope, id)
    const { settings } = props
    const logGroup = new LogGroup(this, 'Logs', {
      retention: settings.logDays,
      ...(props.key && { encryptionKey: props.key.key }),
    })
    const entry = `functions/${props.entry}.ts`
    this.lambda = new NodejsFunction(this, 'Function', {
      ...(props.name !== undefined && { functionName: props.name }),
      description: props.description,
      entry: join(root, entry),
      projectRoot: root,
      depsLockFilePath: join(root, 'package-lock.json'),
      runtime: Runtime.NODEJS_24_X,
      architecture: settings.architecture,
      memorySize: props.memory,
      timeout: props.timeout,
      role: this.role([...props.may, writeTo(logGroup)]),
      logGroup,
      environment: {
        ...props.environment,
        [environment.metrics]: namespaceOf(this),
        [environment.services]: 'services.json',
      },
      ...(settings.traces && { tracing: Tracing.ACTIVE }),
      awsSdkConnectionReuse: false,
      retryAttempts: props.asynchronous.retries,
      maxEventAge: props.asynchronous.age,
      ...(props.asynchronous.failed && { onFailure: props.asynchronous.failed }),
      bundling: bundling(props.servicesFile, !Stack.of(this).bundlingRequired),
    })
    if (settings.traces) acknowledgeTraces(this)
    // A local run learns from it which source this Lambda is.
    const resource = this.lambda.node.defaultChild
    if (CfnResource.isCfnResource(resource)) resource.addMetadata('atalaya:entry', entry)
  }

  private role(statements: readonly PolicyStatement[]): Role {
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') })
    for (const statement of statements) role.addToPolicy(statement)
    return role
  }
}

const acknowledgeTraces = (scope: Construct): void =>
  Validations.of(scope).acknowledge({
    id: 'AwsSolutions::AwsSolutions-IAM5[Resource::*]',
    reason: 'X-Ray has no resources that a policy could name: whoever may record a trace may record any.',
  })

const writeTo = (logGroup: LogGroup) =>
  new PolicyStatement({
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [logGroup.logGroupArn],
  })
