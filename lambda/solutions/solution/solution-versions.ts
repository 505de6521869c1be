import {
  ListSolutionVersionsCommand,
  StopSolutionVersionCreationCommand,
  type SolutionVersionSummary,
} from '@aws-sdk/client-personalize';
import { isInTransition, type PersonalizeApi } from '../../shop/resources/personalize-api';

/** Maximum page size of the service. */
const MAX_RESULTS = 100;

/**
 * All versions of a solution, in any order. There are few, because a schedule adds at most one a day. Single versions
 * cannot be deleted.
 */
export async function solutionVersions(
  client: PersonalizeApi,
  solutionArn: string,
): Promise<readonly SolutionVersionSummary[]> {
  const all: SolutionVersionSummary[] = [];
  let nextToken: string | undefined;
  do {
    const page = await client.send(
      new ListSolutionVersionsCommand({ solutionArn, maxResults: MAX_RESULTS, nextToken }),
    );
    all.push(...(page.solutionVersions ?? []));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return all;
}

/** Whether a version is being trained, or its training is being stopped. */
export const isTraining = ({ status = '' }: Pick<SolutionVersionSummary, 'status'>): boolean =>
  isInTransition(status);

/** Requests that a training stops; idempotent. */
export async function stopTraining(
  client: PersonalizeApi,
  solutionVersionArn: string | undefined,
): Promise<void> {
  try {
    await client.send(new StopSolutionVersionCreationCommand({ solutionVersionArn }));
  } catch (error) {
    // The training has ended since it was listed.
    if (!(error instanceof Error && error.name === 'InvalidInputException')) throw error;
  }
}
