import type { Actions } from '../../../gateway/action';
import type { PersonalizeStore } from '../personalize-store';
import { createCampaign, deleteCampaign, updateCampaign } from './campaigns';
import { createSolution } from './create-solution';
import { deleteSolution } from './delete-solution';
import {
  describeCampaign,
  describeSolution,
  describeSolutionVersion,
  getSolutionMetrics,
  listCampaigns,
  listSolutions,
  listSolutionVersions,
} from './describe-solutions';
import { createSolutionVersion, stopSolutionVersionCreation } from './solution-versions';
import { updateSolution } from './update-solution';

/** The operations of solutions, their versions and campaigns. */
export const SOLUTION_ACTIONS: Actions<PersonalizeStore> = {
  CreateCampaign: createCampaign,
  CreateSolution: createSolution,
  CreateSolutionVersion: createSolutionVersion,
  DeleteCampaign: deleteCampaign,
  DeleteSolution: deleteSolution,
  DescribeCampaign: describeCampaign,
  DescribeSolution: describeSolution,
  DescribeSolutionVersion: describeSolutionVersion,
  GetSolutionMetrics: getSolutionMetrics,
  ListCampaigns: listCampaigns,
  ListSolutionVersions: listSolutionVersions,
  ListSolutions: listSolutions,
  StopSolutionVersionCreation: stopSolutionVersionCreation,
  UpdateCampaign: updateCampaign,
  UpdateSolution: updateSolution,
};
