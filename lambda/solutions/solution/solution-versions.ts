import {
  ListSolutionVersionsCommand,
  StopSolutionVersionCreationCommand,
  type SolutionVersionSummary,
} from '@aws-sdk/client-personalize';
import { isInTransition, type PersonalizeApi } from '../../shop/resources/personalize-api';

/** Largest page that the service gives. */
const MAX_RESULTS = 100;

/** All versions of a solution, in any order. A schedule adds one a day at most, and none can be deleted singly. */
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

/** Whether a version is being trained, or its training being stopped. */
export const isTraining = ({ status = '' }: Pick<SolutionVersionSummary, 'status'>): boolean =>
  isInTransition(status);

/** Begins to stop a training; one that has ended meanwhile is no error. */
export async function stopTraining(
  client: PersonalizeApi,
  solutionVersionArn: string | undefined,
): Promise<void> {
  try {
    await client.send(new StopSolutionVersionCreationCommand({ solutionVersionArn }));
  } catch (error) {
    // It has ended since it was listed.
    if (!(error instanceof Error && error.name === 'InvalidInputException')) throw error;
  }
}
