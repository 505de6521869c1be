import type { PersonalizeClient } from '@aws-sdk/client-personalize';
import { recommenderProblem } from '../../cli/recommender-problem';

const ARN = 'arn:aws:personalize:us-east-1:123456789012:recommender/shop';

const problemAt = (status: string, failureReason?: string): Promise<string | undefined> => {
  const client = { send: async () => ({ recommender: { status, failureReason } }) };
  return recommenderProblem(client as unknown as PersonalizeClient, ARN);
};

describe('why a recommender does not answer', () => {
  it.each(['INACTIVE', 'STOP PENDING', 'STOP IN_PROGRESS'])(
    'is, at %s, that it is stopped',
    async (status) => {
      expect(await problemAt(status)).toContain(`is ${status}`);
      expect(await problemAt(status)).toContain(`start-recommender --recommender-arn ${ARN}`);
    },
  );

  it('is, after a failed training, its reason', async () => {
    expect(await problemAt('CREATE FAILED', 'Too few events.')).toContain('Too few events. Deploy again');
  });

  it('is, while it is trained, to wait', async () => {
    expect(await problemAt('CREATE IN_PROGRESS')).toContain('Wait until it is ACTIVE');
  });

  it('is not its status if that is ACTIVE or cannot be seen', async () => {
    expect(await problemAt('ACTIVE')).toBeUndefined();
    const client = { send: async () => Promise.reject(new Error('AccessDenied')) };
    expect(await recommenderProblem(client as unknown as PersonalizeClient, ARN)).toBeUndefined();
  });
});
