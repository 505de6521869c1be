import { paginateListStackResources } from '@aws-sdk/client-cloudformation';
import { GetAccountSettingsCommand, GetFunctionConcurrencyCommand } from '@aws-sdk/client-lambda';
import { ok, problem } from '../check';
import type { AddOnChecks, Target } from '../target';

/** Executions that Lambda keeps for functions without a reservation. An account with fewer cannot reserve any. */
const LEAST_UNRESERVED = 100;

/** Whether the account can reserve the concurrency that the setting `api` asks for. */
export const API: AddOnChecks = {
  isOn: ({ api }) => api?.concurrency !== undefined,
  checks: {
    api: async (target) => {
      const { AccountLimit = {} } = await target.clients.lambda.send(new GetAccountSettingsCommand({}));
      const { ConcurrentExecutions = 0, UnreservedConcurrentExecutions = 0 } = AccountLimit;
      const wanted = target.settings.api!.concurrency!;
      const least = Math.min(LEAST_UNRESERVED, ConcurrentExecutions);
      const left = UnreservedConcurrentExecutions + (await reservedNow(target)) - wanted;
      const says = `The setting api reserves ${wanted} of ${ConcurrentExecutions} concurrent executions of Lambda`;
      return left >= least
        ? ok(`${says}.`)
        : problem(
            `${says}, of which ${UnreservedConcurrentExecutions} are not reserved, and Lambda leaves at least ${least} to other functions` +
              `${ConcurrentExecutions <= LEAST_UNRESERVED ? ': an account with so few, such as a new one with ten, can reserve none' : ''}.`,
            'Leave "concurrency" out of the setting api, or lower it, or ask for a higher quota in Service Quotas.',
          );
    },
  },
};

/** Concurrency that the deployed API has already reserved. */
async function reservedNow({ stackName: StackName, apiFunction, clients }: Target): Promise<number> {
  try {
    for await (const page of paginateListStackResources({ client: clients.cloudFormation }, { StackName }))
      for (const {
        ResourceType,
        LogicalResourceId = '',
        PhysicalResourceId,
        ResourceStatus,
      } of page.StackResourceSummaries ?? [])
        if (
          ResourceType === 'AWS::Lambda::Function' &&
          LogicalResourceId.startsWith(apiFunction) &&
          // A creation that was rolled back is still listed.
          ResourceStatus !== 'DELETE_COMPLETE'
        ) {
          const FunctionName = PhysicalResourceId;
          const found = await clients.lambda.send(new GetFunctionConcurrencyCommand({ FunctionName }));
          return found.ReservedConcurrentExecutions ?? 0;
        }
  } catch (error) {
    // There is no stack yet.
    if ((error as Error).name !== 'ValidationError') throw error;
  }
  return 0;
}
