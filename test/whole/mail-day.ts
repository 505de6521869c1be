import { ListExecutionsCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { LOCAL_REGION } from 'embedded-aws/environment';
import type { StormAccount } from '../storm/storm-account';

/** Settings of what is made for mails; a filter `cheap` is there. */
export const FOR_MAILS = {
  segments: { items: ['i1'], queries: { all: 'ITEMS.CATEGORY_L1 = "c"' }, schedule: 'rate(1 hour)' },
  batches: { filter: 'cheap', schedule: 'rate(1 hour)' },
};

/** Both are made by the deployment's run and by one on schedule, and two runs meet; resolves once all have ended. */
export async function mailDay(account: StormAccount, outputs: Record<string, string>): Promise<void> {
  const sfn = new SFNClient({ endpoint: account.aws.endpoint, region: LOCAL_REGION });
  for (const stateMachineArn of [outputs.SegmentsStateMachineArn, outputs.BatchesStateMachineArn]) {
    const statuses = async (): Promise<(string | undefined)[]> =>
      (await sfn.send(new ListExecutionsCommand({ stateMachineArn }))).executions!.map(
        ({ status }) => status,
      );
    const start = new StartExecutionCommand({ stateMachineArn, input: '{}' });
    await Promise.all([sfn.send(start), sfn.send(start)]);
    await account.until(async () => {
      const all = await statuses();
      return all.length > 3 && !all.includes('RUNNING');
    });
    expect(new Set(await statuses())).toEqual(new Set(['SUCCEEDED']));
  }
  sfn.destroy();
}
