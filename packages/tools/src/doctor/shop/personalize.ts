import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  paginateListDatasetGroups,
  paginateListRecommenders,
  paginateListSchemas,
  type PersonalizeClient,
} from '@aws-sdk/client-personalize';
import { QUOTAS } from '@ecommerce-recommenders/personalize/quotas';
import { ok, problem, warning, type Checks, type Finding } from '../check';
import type { Target } from '../target';

/** Whether the quotas suffice, and the names are free. */
export const PERSONALIZE_CHECKS: Checks<Target> = {
  stack: async (target) => {
    const { stackName } = target;
    const status = await stackStatus(target);
    if (status === undefined) return ok(`There is no stack ${stackName} yet.`);
    if (status.endsWith('_IN_PROGRESS'))
      return problem(`The stack ${stackName} is ${status}.`, 'Wait until this has ended.');
    const [remedy] = Object.entries(STUCK).flatMap(([stuck, way]) => (stuck === status ? [way] : []));
    return remedy === undefined
      ? ok(`The stack ${stackName} is ${status}: a deployment updates it.`)
      : problem(`The stack ${stackName} is ${status}, which a deployment cannot update.`, remedy);
  },

  names: async (target) => {
    const { stackName, prefix, settings, clients } = target;
    if ((await stackStatus(target)) !== undefined) return undefined;
    const [groups, recommenders] = await Promise.all([
      datasetGroups(clients.personalize),
      allRecommenders(clients.personalize),
    ]);
    const wanted = new Set([...settings.useCases.keys()].map((useCase) => `${prefix}-${useCase}`));
    const taken = [
      ...groups.filter((name) => name === datasetGroup(target)),
      ...recommenders.filter((name) => wanted.has(name)),
    ];
    return taken.length === 0
      ? ok('No dataset group or recommender has a name of the stack.')
      : namesTaken(stackName, taken);
  },

  quotas: async (target) => {
    const { clients, settings } = target;
    const isThere = (await stackStatus(target)) !== undefined;
    const found = {
      datasetGroups: (await datasetGroups(clients.personalize)).length,
      recommenders: (await allRecommenders(clients.personalize)).length,
      schemas: (await schemas(clients.personalize)).length,
    };
    // The resources of a deployed stack are among those found, so only a new stack needs room.
    const needed = isThere ? NOTHING : { datasetGroups: 1, recommenders: settings.useCases.size, schemas: 3 };
    return room(found, needed);
  },
};

/** Name of the shop's dataset group. */
export const datasetGroup = ({ prefix }: Target): string => `${prefix}-shop`;

/** The problem that the names of a new stack are taken. */
export const namesTaken = (stackName: string, taken: readonly string[]): Finding =>
  problem(
    `There is no stack ${stackName}, but Personalize already has ${taken.join(', ')}, whose names it needs.`,
    'Delete them if they are left over, or deploy under another name, with -c stage=NAME for the settings’ own stack.',
  );

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

/** Remedies for a stack that cannot be updated, by its status. */
const STUCK: Readonly<Record<string, string>> = {
  ROLLBACK_COMPLETE: 'Run "npx cdk destroy", then deploy again.',
  ROLLBACK_FAILED: 'Run "npx cdk destroy", then deploy again.',
  DELETE_FAILED: 'Run "npx cdk destroy" again; the stack’s events say what could not be deleted.',
  UPDATE_ROLLBACK_FAILED: 'Run "npx cdk rollback".',
};

/** Status of the deployed stack; undefined if there is none. */
export async function stackStatus({ stackName, clients }: Target): Promise<string | undefined> {
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

async function schemas(client: PersonalizeClient): Promise<string[]> {
  const names: string[] = [];
  for await (const page of paginateListSchemas({ client }, {}))
    for (const { name = '' } of page.schemas ?? []) names.push(name);
  return names;
}
