import { TAG_LIST } from '../../../tags';
import type { Platform } from '../../../platform';
import { deleteAndWait, untilActive, type DescribeState, type PersonalizeState } from './personalize-settled';
import { resourceType, type ResourceContext } from './resource-type';
import { personalizeTags } from './template-properties';

/**
 * Trains automatically: the type has no property to switch that off.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-personalize-solution.html
 */
export const personalizeSolution = resourceType({
  properties: {
    Name: { type: 'string', required: true },
    DatasetGroupArn: { type: 'string', required: true },
    RecipeArn: { type: 'string' },
    EventType: { type: 'string' },
    PerformAutoML: { type: 'boolean' },
    PerformHPO: { type: 'boolean' },
    Tags: TAG_LIST,
  },
  createOnly: ['Name', 'DatasetGroupArn', 'RecipeArn', 'EventType', 'PerformAutoML', 'PerformHPO', 'Tags'],
  create: async (
    { Name, DatasetGroupArn, RecipeArn, EventType, PerformAutoML, PerformHPO, Tags },
    context,
  ) => {
    const { solutionArn } = await context.aws<{ solutionArn: string }>('personalize', 'CreateSolution', {
      name: Name,
      datasetGroupArn: DatasetGroupArn,
      ...(RecipeArn !== undefined && { recipeArn: RecipeArn }),
      ...(EventType !== undefined && { eventType: EventType }),
      ...(PerformAutoML !== undefined && { performAutoML: PerformAutoML }),
      ...(PerformHPO !== undefined && { performHPO: PerformHPO }),
      tags: personalizeTags(Tags),
    });
    context.initiated(Name);
    await untilActive(describeOf(solutionArn, context), context);
    return { physicalId: Name, attributes: { SolutionArn: solutionArn } };
  },
  remove: (name, context) => {
    const { aws, platform } = context;
    const solutionArn = arnOf(name, platform);
    const remove = (): Promise<unknown> => aws('personalize', 'DeleteSolution', { solutionArn });
    return deleteAndWait(describeOf(solutionArn, context), remove, context);
  },
});

const arnOf = (name: string, { region, accountId }: Platform): string =>
  `arn:aws:personalize:${region}:${accountId}:solution/${name}`;

const describeOf =
  (solutionArn: string, { aws }: ResourceContext): DescribeState =>
  async () => {
    const { solution } = await aws<{ solution: PersonalizeState }>('personalize', 'DescribeSolution', {
      solutionArn,
    });
    return solution;
  };
