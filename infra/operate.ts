import { Duration } from 'aws-cdk-lib'
import { Construct } from 'constructs'
import { environment } from '../lib/contract.ts'
import { AtalayaFunction, type AtalayaFunctionProps } from './atalaya-function.ts'
import type { Bus } from './bus.ts'
import type { Store } from './store.ts'

export interface OperateProps extends Pick<AtalayaFunctionProps, 'settings' | 'servicesFile'> {
  readonly store: Store
  readonly bus: Bus
}

/** Takes the operators' commands. It has no address: who may invoke it is who may speak. */
export class Operate extends Construct {
  readonly function: AtalayaFunction

  constructor(scope: Construct, id: string, { store, bus, ...props }: OperateProps) {
    super(scope, id)
    this.function = new AtalayaFunction(this, 'Operate', {
      ...props,
      entry: 'operate',
      description: "Takes the operators' commands",
      environment: {
        [environment.table]: store.table.tableName,
        [environment.bus]: bus.bus.eventBusName,
      },
      may: [store.readAndWrite(), bus.put()],
      memory: 256,
      timeout: Duration.seconds(30),
      // The operator waits for the answer and says it again.
      asynchronous: { retries: 0, age: Duration.minutes(1) },
    })
  }
}
