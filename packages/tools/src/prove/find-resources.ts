import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { paginateDescribeLogGroups, type CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { paginateListRoles, type IAMClient } from '@aws-sdk/client-iam';
import { paginateListFunctions, type LambdaClient } from '@aws-sdk/client-lambda';
import * as personalize from '@aws-sdk/client-personalize';
import { ListBucketsCommand, type S3Client } from '@aws-sdk/client-s3';
import { paginateListStateMachines, type SFNClient } from '@aws-sdk/client-sfn';
import { paginateListStacks } from '@aws-sdk/client-cloudformation';

/** Clients of every service in which the stack has resources. */
export interface StackClients {
  readonly cloudFormation: CloudFormationClient;
  readonly iam: IAMClient;
  readonly lambda: LambdaClient;
  readonly logs: CloudWatchLogsClient;
  readonly personalize: personalize.PersonalizeClient;
  readonly s3: S3Client;
  readonly states: SFNClient;
}

type Names = (clients: StackClients) => AsyncIterable<readonly (string | undefined)[]>;

/** The List call for each kind of resource of the stack. */
const LISTS: Readonly<Record<string, Names>> = {
  stack: async function* ({ cloudFormation: client }) {
    for await (const { StackSummaries = [] } of paginateListStacks({ client }, {}))
      yield StackSummaries.filter(({ StackStatus }) => StackStatus !== 'DELETE_COMPLETE').map(
        ({ StackName }) => StackName,
      );
  },
  bucket: async function* ({ s3 }) {
    yield ((await s3.send(new ListBucketsCommand({}))).Buckets ?? []).map(({ Name }) => Name);
  },
  role: async function* ({ iam: client }) {
    for await (const { Roles = [] } of paginateListRoles({ client }, {}))
      yield Roles.map(({ RoleName }) => RoleName);
  },
  function: async function* ({ lambda: client }) {
    for await (const { Functions = [] } of paginateListFunctions({ client }, {}))
      yield Functions.map(({ FunctionName }) => FunctionName);
  },
  'log group': async function* ({ logs: client }) {
    for await (const { logGroups = [] } of paginateDescribeLogGroups({ client }, {}))
      yield logGroups.map(({ logGroupName = '' }) => logGroupName.slice(logGroupName.lastIndexOf('/') + 1));
  },
  'state machine': async function* ({ states: client }) {
    for await (const { stateMachines = [] } of paginateListStateMachines({ client }, {}))
      yield stateMachines.map(({ name }) => name);
  },
  'dataset group': async function* ({ personalize: client }) {
    for await (const { datasetGroups = [] } of personalize.paginateListDatasetGroups({ client }, {}))
      yield datasetGroups.map(({ name }) => name);
  },
  dataset: async function* ({ personalize: client }) {
    for await (const { datasets = [] } of personalize.paginateListDatasets({ client }, {}))
      yield datasets.map(({ name }) => name);
  },
  schema: async function* ({ personalize: client }) {
    for await (const { schemas = [] } of personalize.paginateListSchemas({ client }, {}))
      yield schemas.map(({ name }) => name);
  },
  recommender: async function* ({ personalize: client }) {
    for await (const { recommenders = [] } of personalize.paginateListRecommenders({ client }, {}))
      yield recommenders.map(({ name }) => name);
  },
};

/** Finds resources whose names begin with the stack's, with List calls. Also reports each kind that cannot be listed. */
export async function findResources(stackName: string, clients: StackClients): Promise<string[]> {
  const found: string[] = [];
  const prefix = stackName.toLowerCase();
  for (const [kind, names] of Object.entries(LISTS)) {
    try {
      for await (const page of names(clients))
        for (const name of page) if (name?.toLowerCase().startsWith(prefix)) found.push(`${kind} ${name}`);
    } catch (error) {
      found.push(`${kind}: cannot be listed: ${(error as Error).message}`);
    }
  }
  return found;
}
