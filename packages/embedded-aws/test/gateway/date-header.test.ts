import { startLocalAws, type LocalAws } from 'embedded-aws/local-aws';

describe('responses', () => {
  let aws: LocalAws;
  beforeAll(async () => {
    aws = await startLocalAws();
  });
  afterAll(() => aws.close());
  const date = async (): Promise<string | null> =>
    (await fetch(`${aws.endpoint}/_local/health`)).headers.get('date');

  it('have a Date until the clock is turned by more than a minute', async () => {
    expect(Math.abs(Date.parse((await date())!) - Date.now())).toBeLessThan(60_000);
    await aws.clock.advance(2 * 60_000);
    expect(await date()).toBeNull();
  });
});
