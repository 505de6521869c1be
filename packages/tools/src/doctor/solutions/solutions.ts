import {
  paginateListCampaigns,
  paginateListDatasetGroups,
  paginateListSolutions,
  type PersonalizeClient,
} from '@aws-sdk/client-personalize';
import { countInWords } from '@ecommerce-recommenders/csv/count-in-words';
import { QUOTAS } from '@ecommerce-recommenders/personalize/quotas';
import {
  SOLUTION_NAMES,
  solutionNames,
} from '@ecommerce-recommenders/shop-data/contracts/settings/solution-names';
import { ok, warning, type Finding } from '../check';
import { datasetGroup, namesTaken, stackStatus } from '../shop/personalize';
import type { AddOnChecks, Target } from '../target';

/** Whether there is room for the solutions of the settings ranking, segments and batches, and their names are free. */
export const SOLUTIONS: AddOnChecks = {
  isOn: (settings) => solutionNames(settings).length > 0,
  checks: {
    // The dataset group of a new stack is empty, so only names can clash.
    solutions: async (target) =>
      (await stackStatus(target)) === undefined ? areNamesFree(target) : isRoomLeft(target),
  },
};

/** Names of the solutions that the settings require. */
const wantedNames = ({ prefix, settings }: Target): string[] =>
  solutionNames(settings).map((name) => `${prefix}-${name}`);

/** If a ranking excludes columns, its name ends in a digest. */
const isNamed = (name: string, wanted: string): boolean => name === wanted || name.startsWith(`${wanted}-`);

async function areNamesFree(target: Target): Promise<Finding> {
  const wanted = wantedNames(target);
  const found = await solutionsAndCampaigns(target.clients.personalize);
  const taken = found.filter((name) => wanted.some((one) => isNamed(name, one)));
  return taken.length === 0
    ? ok('No solution or campaign has a name of the stack.')
    : namesTaken(target.stackName, taken);
}

async function isRoomLeft(target: Target): Promise<Finding> {
  const found = await inGroup(target.clients.personalize, datasetGroup(target));
  const wanted = wantedNames(target);
  const missing = wanted.filter((one) => !found.solutions.some((name) => isNamed(name, one)));
  const ranks = solutionNames(target.settings).includes(SOLUTION_NAMES.ranking);
  const { solutionsInGroup, campaignsInGroup } = QUOTAS;
  // If its columns change, a ranking is replaced: the new one is created before the old one is deleted.
  const [moreSolutions, moreCampaigns] = [Math.max(missing.length, ranks ? 1 : 0), ranks ? 1 : 0];
  const says =
    `The dataset group has ${found.solutions.length} of ${solutionsInGroup} solutions and ${found.campaigns} of ` +
    `${campaignsInGroup} campaigns`;
  return found.solutions.length + moreSolutions <= solutionsInGroup &&
    found.campaigns + moreCampaigns <= campaignsInGroup
    ? ok(`${says}.`)
    : warning(
        `${says}, by the quotas before any increase; the stack needs ${countInWords(moreSolutions, 'more solution')}` +
          `${ranks ? ' and a campaign, even to replace an existing ranking' : ''}.`,
        'Delete what nobody uses, or ask for more in Service Quotas.',
      );
}

async function solutionsAndCampaigns(client: PersonalizeClient): Promise<string[]> {
  const names: string[] = [];
  for await (const page of paginateListSolutions({ client }, {}))
    for (const { name = '' } of page.solutions ?? []) names.push(name);
  for await (const page of paginateListCampaigns({ client }, {}))
    for (const { name = '' } of page.campaigns ?? []) names.push(name);
  return names;
}

/** Names of a dataset group's solutions, and the number of their campaigns. */
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
