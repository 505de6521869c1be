import { IAM } from '@aws-sdk/client-iam';
import { Personalize } from '@aws-sdk/client-personalize';
import { sessionOf } from '../authorization/session-of';
import { awsForEach } from '../support/test-aws';

const document = (Action: string): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] });

const RoleName = 'shop';
/** A managed policy that allows nothing that is asked here. */
const EMPTY = 'arn:aws:iam::aws:policy/AWSStepFunctionsFullAccess';

describe('A policy of a role in use', () => {
  const aws = awsForEach();
  const iam = aws.client(IAM);
  /** Signs with credentials from before all changes. */
  let personalize: Personalize;
  beforeEach(async () => {
    const allowed = { Effect: 'Allow', Action: 'personalize:ListSchemas', Resource: '*' };
    const credentials = await sessionOf(aws.endpoint, { name: RoleName, allowed });
    personalize = aws.client(Personalize, { credentials });
    aws.faults.set([{ fault: 'policy-propagation', seconds: 10 }]);
  });

  const maySchemas = (): Promise<boolean> => isAllowed(personalize.listSchemas({}));
  const mayGroups = (): Promise<boolean> => isAllowed(personalize.listDatasetGroups({}));
  const isAllowed = async (request: Promise<object>): Promise<boolean> => {
    const refusal: unknown = await request.then(() => undefined).catch((error: unknown) => error);
    if (refusal) expect(refusal).toMatchObject({ name: 'AccessDeniedException' });
    return refusal === undefined;
  };
  const widen = (): Promise<object> =>
    iam.putRolePolicy({ RoleName, PolicyName: 'p', PolicyDocument: document('personalize:*') });

  it('takes effect seconds after it was changed, in the order of its changes', async () => {
    await maySchemas();
    await widen();
    await aws.clock.advance(6_000);
    await iam.deleteRolePolicy({ RoleName, PolicyName: 'p' });
    expect(await mayGroups()).toBe(false);
    await aws.clock.advance(5_000);
    expect(await mayGroups()).toBe(true);
    await aws.clock.advance(5_000);
    expect([await maySchemas(), await mayGroups()]).toEqual([false, false]);
  });

  it('is one that is attached, detached, or changed by a new version or a boundary, too (FAULTS-17)', async () => {
    await maySchemas();
    const lists = document('personalize:ListDatasetGroups');
    const { Policy } = await iam.createPolicy({ PolicyName: 'more', PolicyDocument: lists });
    const PolicyArn = Policy!.Arn!;
    const change = (PolicyDocument: string): Promise<object> =>
      iam.createPolicyVersion({ PolicyArn, PolicyDocument, SetAsDefault: true });
    const changes: [() => Promise<object>, boolean][] = [
      [() => iam.attachRolePolicy({ RoleName, PolicyArn }), true],
      [() => change(document('s3:*')), false],
      [() => change(lists), true],
      [() => iam.putRolePermissionsBoundary({ RoleName, PermissionsBoundary: EMPTY }), false],
      [() => iam.deleteRolePermissionsBoundary({ RoleName }), true],
      [() => iam.detachRolePolicy({ RoleName, PolicyArn }), false],
    ];
    for (const [make, after] of changes) {
      await make();
      expect(await mayGroups()).toBe(!after);
      await aws.clock.advance(10_000);
      expect(await mayGroups()).toBe(after);
    }
  });

  it('takes effect at once where the role made no request before, where the fault names another role, and without it (IAM-6)', async () => {
    await widen();
    expect(await mayGroups()).toBe(true);
    await iam.deleteRolePolicy({ RoleName, PolicyName: 'p' });
    expect(await mayGroups()).toBe(true);
    aws.faults.set([{ fault: 'policy-propagation', seconds: 10, role: 'other' }]);
    expect(await mayGroups()).toBe(false);
    aws.faults.set([]);
    expect(await mayGroups()).toBe(false);
  });
});
