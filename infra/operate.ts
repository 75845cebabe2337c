import { Duration, Stack } from 'aws-cdk-lib'
import { Construct } from 'constructs'
import { environment } from '../lib/contract.ts'
import { AtalayaFunction, type AtalayaFunctionProps } from './atalaya-function.ts'
import type { Bus } from './bus.ts'
import { OperateApi } from './operate-api.ts'
import type { Store } from './store.ts'
import type { XSecret } from './x-secret.ts'

export interface OperateProps extends Pick<AtalayaFunctionProps, 'settings' | 'key' | 'servicesFile'> {
  readonly store: Store
  readonly bus: Bus
  /** Holds the keys of links, and the values whose account is asked for before going live. */
  readonly secret: XSecret
}

/** Takes the operators' commands: who may invoke its API is who may speak. */
export class Operate extends Construct {
  readonly function: AtalayaFunction
  readonly address: OperateApi

  constructor(scope: Construct, id: string, { store, bus, secret, ...props }: OperateProps) {
    super(scope, id)
    this.function = new AtalayaFunction(this, 'Operate', {
      ...props,
      entry: 'operate',
      description: "Takes the operators' commands",
      environment: {
        [environment.table]: store.table.tableName,
        [environment.bus]: bus.bus.eventBusName,
        [environment.secret]: secret.secret.secretArn,
        [environment.firstMode]: 'shadow',
        [environment.stack]: Stack.of(this).stackName,
        ...(props.settings.xUrl !== undefined && { [environment.xUrl]: props.settings.xUrl }),
      },
      may: [...store.readAndWrite(), store.readTrail(), bus.put(), ...secret.read()],
      memory: 256,
      // API Gateway waits 30 seconds, and then says nothing of what became of it.
      timeout: Duration.seconds(25),
      // The operator waits for the answer and says it again.
      asynchronous: { retries: 0, age: Duration.minutes(1) },
    })
    this.address = new OperateApi(this, 'Address', {
      settings: props.settings,
      key: props.key,
      function: this.function.lambda,
    })
  }
}
