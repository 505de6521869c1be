import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { PersonalizeClient } from '@aws-sdk/client-personalize';
import type { Target } from '../../src/doctor/target';

/** A region with a stack in the given status, and with that many dataset groups. */
export function destination(status: string | undefined, groups = 0): Target {
  const cloudFormation = {
    send: async () => {
      if (status === undefined) throw new Error('Stack with id Shop does not exist');
      return { Stacks: [{ StackStatus: status }] };
    },
  } as unknown as CloudFormationClient;
  const personalize = new PersonalizeClient({ region: 'us-east-1' });
  const names = Array.from({ length: groups }, (_, at) => ({ name: `other-${at}` }));
  personalize.send = (async () => ({ datasetGroups: names, recommenders: [], schemas: [] })) as never;
  return {
    stackName: 'Shop',
    prefix: 'Shop',
    settings: { useCases: new Map([['most-viewed', {}]]) },
    clients: { cloudFormation, personalize },
  } as unknown as Target;
}
