import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { PersonalizeClient } from '@aws-sdk/client-personalize';
import type { Target } from '../../src/doctor/target';
import { fakeClient, type Answers } from '../support/fake-client';

/** A region with a stack in the given status or none, and a Personalize with these answers. */
export function destination(StackStatus: string | undefined, answers: Answers = {}): Target {
  const gone = new Error('Stack with id Shop does not exist');
  const DescribeStacks = StackStatus === undefined ? gone : { Stacks: [{ StackStatus }] };
  const cloudFormation = fakeClient(CloudFormationClient, { DescribeStacks });
  const clients = { cloudFormation, personalize: fakeClient(PersonalizeClient, answers) };
  const settings = { useCases: new Map([['most-viewed', {}]]) };
  return { stackName: 'Shop', prefix: 'Shop', settings, clients } as unknown as Target;
}
