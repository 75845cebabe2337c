import { Duration } from 'aws-cdk-lib'
import { EventBus } from 'aws-cdk-lib/aws-events'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { Construct } from 'constructs'
import { source } from '../lib/contract.ts'

/** The bus of our events, with a month of them to look back at and to replay: a repeat changes nothing. */
export class Bus extends Construct {
  readonly bus: EventBus

  constructor(scope: Construct, id: string) {
    super(scope, id)
    this.bus = new EventBus(this, 'Bus', { description: 'What happens to the services that Atalaya watches' })
    this.bus.archive('Archive', {
      description: 'Every event of the last 30 days',
      eventPattern: { source: [source] },
      retention: Duration.days(30),
    })
  }

  put(): PolicyStatement {
    return new PolicyStatement({ actions: ['events:PutEvents'], resources: [this.bus.eventBusArn] })
  }
}
