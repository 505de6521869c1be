import { ListSolutionVersionsCommand, type SolutionVersionSummary } from '@aws-sdk/client-personalize';
import type { PersonalizeApi } from '../personalize-api';

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
