import { type CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  paginateListCampaigns,
  paginateListDatasetGroups,
  paginateListRecommenders,
  paginateListSchemas,
  paginateListSolutions,
  type PersonalizeClient,
} from '@aws-sdk/client-personalize';
import { countInWords } from '@ecommerce-recommenders/csv/count-in-words';
import { QUOTAS } from '@ecommerce-recommenders/personalize/quotas';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { SOLUTION_NAMES } from '@ecommerce-recommenders/shop-data/contracts/settings/solution-names';
import { datasetGroupOf, resourcePrefix } from '@ecommerce-recommenders/shop-data/contracts/stack-name';
import { ok, problem, warning, type Checks, type Finding } from './check';

/** A region's stack and Personalize. */
export interface Destination {
  readonly stackName: string;
  /** Use cases that the stack is to have recommenders for. */
  readonly useCases: readonly UseCaseName[];
  /** Names after the stack's of the solutions that it is to have. */
  readonly solutions: readonly string[];
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
    const { stackName, useCases, solutions, clients } = destination;
    if ((await stackStatus(destination)) !== undefined) return undefined;
    const [groups, recommenders, others] = await Promise.all([
      datasetGroups(clients.personalize),
      allRecommenders(clients.personalize),
      solutions.length > 0 ? solutionsAndCampaigns(clients.personalize) : [],
    ]);
    const prefix = resourcePrefix(stackName);
    const wanted = new Set(useCases.map((useCase) => `${prefix}-${useCase}`));
    const taken = [
      ...groups.filter((name) => name === datasetGroupOf(stackName)),
      ...recommenders.filter((name) => wanted.has(name)),
      ...others.filter((name) => solutions.some((one) => isNamed(name, `${prefix}-${one}`))),
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

  solutions: async (destination) => {
    const { stackName, solutions, clients } = destination;
    // A dataset group of its own has no other solutions.
    if (solutions.length === 0 || (await stackStatus(destination)) === undefined) return undefined;
    const found = await inGroup(clients.personalize, datasetGroupOf(stackName));
    const prefix = resourcePrefix(stackName);
    const missing = solutions.filter(
      (one) => !found.solutions.some((name) => isNamed(name, `${prefix}-${one}`)),
    );
    const ranks = solutions.includes(SOLUTION_NAMES.ranking);
    const { solutionsInGroup, campaignsInGroup } = QUOTAS;
    // Other columns make a new ranking beside the former.
    const [moreSolutions, moreCampaigns] = [Math.max(missing.length, ranks ? 1 : 0), ranks ? 1 : 0];
    const says =
      `The dataset group has ${found.solutions.length} of ${solutionsInGroup} solutions and ${found.campaigns} of ` +
      `${campaignsInGroup} campaigns`;
    return found.solutions.length + moreSolutions <= solutionsInGroup &&
      found.campaigns + moreCampaigns <= campaignsInGroup
      ? ok(`${says}.`)
      : warning(
          `${says}, by the quotas before any increase; the stack needs ${countInWords(moreSolutions, 'more solution')}` +
            `${ranks ? ' and a campaign, also where its ranking is made anew' : ''}.`,
          'Delete what nobody uses, or ask for more in Service Quotas.',
        );
  },
};

/** A ranking that leaves out columns has a digest at the end of its name. */
const isNamed = (name: string, wanted: string): boolean => name === wanted || name.startsWith(`${wanted}-`);

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

/** Names of a dataset group's solutions, and number of their campaigns. */
async function inGroup(
  client: PersonalizeClient,
  groupName: string,
): Promise<{ readonly solutions: readonly string[]; readonly campaigns: number }> {
  const names: string[] = [];
  let campaigns = 0;
  for await (const groups of paginateListDatasetGroups({ client }, {}))
    for (const { datasetGroupArn } of (groups.datasetGroups ?? []).filter(({ name }) => name === groupName))
      for await (const page of paginateListSolutions({ client }, { datasetGroupArn }))
        for (const { name = '', solutionArn } of page.solutions ?? []) {
          names.push(name);
          for await (const { campaigns: served = [] } of paginateListCampaigns({ client }, { solutionArn }))
            campaigns += served.length;
        }
  return { solutions: names, campaigns };
}

async function schemas(client: PersonalizeClient): Promise<string[]> {
  const names: string[] = [];
  for await (const page of paginateListSchemas({ client }, {}))
    for (const { name = '' } of page.schemas ?? []) names.push(name);
  return names;
}
