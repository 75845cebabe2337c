import { RunRefused } from '../local/failure.ts'
import { askingAws } from './aws-refusal.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** A stack as CloudFormation has it. */
export interface FoundStack {
  /** Its ARN, which names account and region. */
  readonly id: string
  readonly outputs: Readonly<Record<string, string>>
}

/** What is asked of CloudFormation in one region. */
export interface Stacks {
  /** The region that is asked; that of the caller's credentials, where none was named. */
  region(): Promise<string>
  /** `undefined` where there is none of that name. Throws RunRefused or UsageError. */
  find(name: string): Promise<FoundStack | undefined>
  /** Physical ids of a stack's resources of one type. Throws RunRefused or UsageError. */
  resources(stack: string, type: string): Promise<readonly string[]>
}

const isNone = (error: unknown): boolean => error instanceof Error && /does not exist/.test(error.message)

/** The SDK comes with a clone, not with an installed command. */
const loaded = async () => {
  try {
    return await import('@aws-sdk/client-cloudformation')
  } catch (cause) {
    throw new RunRefused('this copy of atalaya cannot ask CloudFormation: it needs a clone', { cause })
  }
}

/** CloudFormation with the caller's own credentials, wherever the AWS CLI finds them. */
export const stacksIn = async (region: string | undefined, env: Environment): Promise<Stacks> => {
  const sdk = await loaded()
  const place = region ?? env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION']
  const endpoint = env['AWS_ENDPOINT_URL_CLOUDFORMATION'] ?? env['AWS_ENDPOINT_URL']
  const client = new sdk.CloudFormationClient({
    ...(place !== undefined && { region: place }),
    ...(endpoint !== undefined && { endpoint }),
  })
  const described = async (name: string) => {
    try {
      return (await client.send(new sdk.DescribeStacksCommand({ StackName: name }))).Stacks?.[0]
    } catch (error) {
      if (isNone(error)) return undefined
      throw error
    }
  }
  return {
    region: () => askingAws('know the region', client.config.region()),
    find: async name => {
      const stack = await askingAws(`look at the stack ${name}`, described(name))
      if (!stack?.StackId) return undefined
      const outputs = (stack.Outputs ?? []).map(one => [one.OutputKey ?? '', one.OutputValue ?? ''] as const)
      return { id: stack.StackId, outputs: Object.fromEntries(outputs) }
    },
    resources: async (stack, type) => {
      const asked = client.send(new sdk.DescribeStackResourcesCommand({ StackName: stack }))
      const { StackResources = [] } = await askingAws(`look at the resources of ${stack}`, asked)
      return StackResources.filter(one => one.ResourceType === type).flatMap(
        one => one.PhysicalResourceId ?? [],
      )
    },
  }
}
