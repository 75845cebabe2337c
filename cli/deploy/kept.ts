/** What keeps something that is nowhere else, and what is lost with it. */
const keepers: Readonly<Record<string, string>> = {
  'AWS::DynamoDB::Table': 'what citizens were told',
  'AWS::DynamoDB::GlobalTable': 'what citizens were told',
  'AWS::SecretsManager::Secret': "X's credentials and the keys of links",
  'AWS::Events::EventBus': 'the archive of events',
  'AWS::Events::Archive': 'the archive of events',
  'AWS::KMS::Key': 'whatever lies under this key',
  'AWS::S3::Bucket': 'the files in it',
  'AWS::SNS::Topic': 'who is told of alarms',
}

const fates: Readonly<Record<string, string>> = {
  replace: 'is replaced',
  'may be replaced': 'may be replaced',
  destroy: 'is removed',
  orphan: 'is left behind, and its stack begins anew',
}

/** As cdk writes a resource of a stack: `[~] AWS::DynamoDB::Table Store/Table StoreTable0C6B replace`. */
const line = /^\[[-+~]\] (AWS::[\w:]+) (\S.*?) (replace|may be replaced|destroy|orphan)(?: \(OR move .*)?$/

/** Something that keeps state and would not be what it was. */
export interface Loss {
  readonly type: string
  readonly name: string
  readonly fate: string
  readonly loses: string
}

/** What `cdk diff` says is lost, of its words without colours. */
export const lossesIn = (diff: string): readonly Loss[] =>
  diff.split('\n').flatMap(text => {
    const [, type = '', name = '', how = ''] = line.exec(text.trimEnd()) ?? []
    const [loses, fate] = [keepers[type], fates[how]]
    return loses === undefined || fate === undefined ? [] : { type, name, fate, loses }
  })

/** Whether cdk came to the end of its comparison. */
export const isWhole = (diff: string): boolean => /Number of stacks with differences: \d+/.test(diff)

/** One sentence, and a line for each loss. */
export const lossWords = (losses: readonly Loss[]): string => {
  if (losses.length === 0) return 'Nothing that keeps state is replaced or removed.'
  const lines = losses.map(({ type, name, fate, loses }) => `  ${name} (${type}) ${fate}: ${loses}`)
  return ['This replaces or removes what keeps state:', ...lines].join('\n')
}
