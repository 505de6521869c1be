import { USE_CASE_NAMES } from '@ecommerce-recommenders/personalize/use-cases';
import { unseen, type NamedFinding } from '../../check';
import { factsOr, type Shop } from '../../shop/data';
import type { Target } from '../../target';
import { compareStack } from './compare-stack';
import { deployedStack, type DeployedStack } from './deployed-stack';
import { personalizeContents } from './personalize-contents';

/** Compares the deployed stack with what exists in Personalize. Returns nothing if there is no stack, or during an operation. */
export async function deployedFindings(
  { stackName, clients }: Pick<Target, 'stackName' | 'clients'>,
  { readFacts }: Pick<Shop, 'readFacts'>,
  nowMs = Date.now(),
): Promise<NamedFinding[]> {
  try {
    const stack = await deployedStack(clients.cloudFormation, stackName);
    if (stack === undefined) return [];
    const ourNames = recommenderNames(stack);
    const contents = await personalizeContents(clients.personalize, stack, ourNames);
    const found = await factsOr(readFacts);
    const users = found !== undefined && 'facts' in found ? found.facts.size.users : undefined;
    return compareStack({ stack, contents, ourNames, users, nowMs });
  } catch (error) {
    return [{ name: 'deployed', ...unseen(error) }];
  }
}

/** Names that recommenders of the stack's shops have or would have. They begin like the name of the dataset group. */
const recommenderNames = ({ held }: DeployedStack): ReadonlySet<string> =>
  new Set(
    held
      .filter(({ kind }) => kind === 'dataset-group')
      .map(({ properties }) => String(properties.Name).replace(/-shop$/, ''))
      .flatMap((prefix) => USE_CASE_NAMES.map((useCase) => `${prefix}-${useCase}`)),
  );
