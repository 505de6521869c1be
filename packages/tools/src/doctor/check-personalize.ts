import { type CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  paginateListCampaigns,
  paginateListDatasetGroups,
  paginateListRecommenders,
  paginateListSchemas,
  paginateListSolutions,
  type PersonalizeClient,
} from '@aws-sdk/client-personalize';
import { QUOTAS } from '@ecommerce-recommenders/personalize/quotas';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { datasetGroupOf, resourcePrefix } from '@ecommerce-recommenders/shop-data/stack-name';
import { ok, problem, warning, type Checks, type Finding } from './check';

/** A region's stack and Personalize. */
export interface Destination {
  readonly stackName: string;
  /** Use cases that the stack is to have recommenders for. */
  readonly useCases: readonly UseCaseName[];
  /** Whether it is to rank items. */
  readonly ranks: boolean;
  readonly clients: {
    readonly cloudFormation: CloudFormationClient;
    readonly personalize: PersonalizeClient;
  };
}

/** Whether there is room, and names are free. */
export const PERSONALIZE_CHECKS: Checks<Destination> = {
  stack: async (destination) => {
    const { stackName } = destination;
    const status = await stackStatus(destination);
    if (status === undefined) return ok(`There is no stack ${stackName} yet.`);
    if (status.endsWith('_IN_PROGRESS'))
      return problem(`The stack ${stackName} is ${status}.`, 'Wait until that has ended.');
    const [remedy] = Object.entries(STUCK).flatMap(([stuck, way]) => (stuck === status ? [way] : []));
    return remedy === undefined
      ? ok(`The stack ${stackName} is ${status}: a deployment updates it.`)
      : problem(`The stack ${stackName} is ${status}, which a deployment cannot update.`, remedy);
  },

  names: async (destination) => {
    const { stackName, useCases, ranks, clients } = destination;
    if ((await stackStatus(destination)) !== undefined) return undefined;
    const [groups, recommenders, rankings] = await Promise.all([
      datasetGroups(clients.personalize),
      allRecommenders(clients.personalize),
      ranks ? solutionsAndCampaigns(clients.personalize) : [],
    ]);
    const prefix = resourcePrefix(stackName);
    const wanted = new Set(useCases.map((useCase) => `${prefix}-${useCase}`));
    const taken = [
      ...groups.filter((name) => name === datasetGroupOf(stackName)),
      ...recommenders.filter((name) => wanted.has(name)),
      ...rankings.filter((name) => name === `${prefix}-ranking` || name.startsWith(`${prefix}-ranking-`)),
    ];
    if (taken.length === 0) return ok(`Nothing in Personalize is named like the stack.`);
    return problem(
      `There is no stack ${stackName}, but in Personalize there are ${taken.join(', ')}, whose names it needs.`,
      'Delete them if they are left over, or deploy under another name with -c stage=NAME.',
    );
  },

  quotas: async (destination) => {
    const { clients, useCases } = destination;
    const isThere = (await stackStatus(destination)) !== undefined;
    const found = {
      datasetGroups: (await datasetGroups(clients.personalize)).length,
      recommenders: (await allRecommenders(clients.personalize)).length,
      schemas: (await schemas(clients.personalize)).length,
    };
    // What is deployed is among what was found.
    const needed = isThere ? NOTHING : { datasetGroups: 1, recommenders: useCases.length, schemas: 3 };
    return room(found, needed);
  },

  ranking: async (destination) => {
    const { stackName, ranks, clients } = destination;
    // A dataset group of its own has no other solutions.
    if (!ranks || (await stackStatus(destination)) === undefined) return undefined;
    const found = await rankingsInGroup(clients.personalize, datasetGroupOf(stackName));
    const { solutionsInGroup, campaignsInGroup } = QUOTAS;
    const says =
      `The dataset group has ${found.solutions} of ${solutionsInGroup} solutions and ${found.campaigns} of ` +
      `${campaignsInGroup} campaigns`;
    // Other columns make a new one of each beside the former.
    return found.solutions < solutionsInGroup && found.campaigns < campaignsInGroup
      ? ok(`${says}.`)
      : warning(
          `${says}, by the quotas before any increase; the stack needs one more of each where its ranking is new or made anew.`,
          'Delete what nobody uses, or ask for more in Service Quotas.',
        );
  },
};

type Counts = Readonly<Record<'datasetGroups' | 'recommenders' | 'schemas', number>>;

const NOTHING: Counts = { datasetGroups: 0, recommenders: 0, schemas: 0 };
const WORDS = { datasetGroups: 'dataset groups', recommenders: 'recommenders', schemas: 'schemas' } as const;

function room(found: Counts, needed: Counts): Finding {
  const kinds = Object.keys(WORDS) as (keyof Counts)[];
  const says = kinds.map((kind) => `${found[kind]} of ${QUOTAS[kind]} ${WORDS[kind]}`).join(', ');
  const short = kinds.filter((kind) => found[kind] + needed[kind] > QUOTAS[kind]);
  if (short.length === 0) return ok(`The region has ${says}.`);
  const wanted = short.map((kind) => `${needed[kind]} more ${WORDS[kind]}`).join(' and ');
  return warning(
    `The region has ${says}, by the quotas before any increase; the stack needs ${wanted}.`,
    'Delete what nobody uses, or ask for more in Service Quotas.',
  );
}

/** What to do about a stack that cannot be updated, by its status. */
const STUCK: Readonly<Record<string, string>> = {
  ROLLBACK_COMPLETE: 'Run "npx cdk destroy", then deploy again.',
  ROLLBACK_FAILED: 'Run "npx cdk destroy", then deploy again.',
  DELETE_FAILED: 'Run "npx cdk destroy" again; the stack’s events say what could not be deleted.',
  UPDATE_ROLLBACK_FAILED: 'Run "npx cdk rollback".',
};

async function stackStatus({ stackName, clients }: Destination): Promise<string | undefined> {
  try {
    const command = new DescribeStacksCommand({ StackName: stackName });
    const { Stacks = [] } = await clients.cloudFormation.send(command);
    return Stacks[0]?.StackStatus;
  } catch (error) {
    if (/does not exist/.test((error as Error).message)) return undefined;
    throw error;
  }
}

async function datasetGroups(client: PersonalizeClient): Promise<string[]> {
  const names: string[] = [];
  for await (const page of paginateListDatasetGroups({ client }, {}))
    for (const { name = '' } of page.datasetGroups ?? []) names.push(name);
  return names;
}

async function allRecommenders(client: PersonalizeClient): Promise<string[]> {
  const names: string[] = [];
  for await (const page of paginateListRecommenders({ client }, {}))
    for (const { name = '' } of page.recommenders ?? []) names.push(name);
  return names;
}

async function solutionsAndCampaigns(client: PersonalizeClient): Promise<string[]> {
  const names: string[] = [];
  for await (const page of paginateListSolutions({ client }, {}))
    for (const { name = '' } of page.solutions ?? []) names.push(name);
  for await (const page of paginateListCampaigns({ client }, {}))
    for (const { name = '' } of page.campaigns ?? []) names.push(name);
  return names;
}

async function rankingsInGroup(
  client: PersonalizeClient,
  groupName: string,
): Promise<{ readonly solutions: number; readonly campaigns: number }> {
  let [solutions, campaigns] = [0, 0];
  for await (const groups of paginateListDatasetGroups({ client }, {}))
    for (const { datasetGroupArn } of (groups.datasetGroups ?? []).filter(({ name }) => name === groupName))
      for await (const page of paginateListSolutions({ client }, { datasetGroupArn }))
        for (const { solutionArn } of page.solutions ?? []) {
          solutions += 1;
          for await (const { campaigns: served = [] } of paginateListCampaigns({ client }, { solutionArn }))
            campaigns += served.length;
        }
  return { solutions, campaigns };
}

async function schemas(client: PersonalizeClient): Promise<string[]> {
  const names: string[] = [];
  for await (const page of paginateListSchemas({ client }, {}))
    for (const { name = '' } of page.schemas ?? []) names.push(name);
  return names;
}
