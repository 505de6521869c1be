import { onMember } from '../../../authorization/permission';
import { AwsError } from '../../../aws-error';
import { personalizeAction } from '../personalize-action';
import { RECIPES } from '../recipes';
import { ARN } from '../shapes';

/** A recipe has no domain in its description. @see https://docs.aws.amazon.com/personalize/latest/dg/API_DescribeRecipe.html */
export const describeRecipe = personalizeAction({
  input: { recipeArn: { ...ARN, required: true } },
  permissions: onMember('personalize:DescribeRecipe', 'recipeArn'),
  run: ({ recipeArn }) => {
    const recipe = RECIPES.find(({ arn }) => arn === recipeArn);
    if (!recipe) throw new AwsError('ResourceNotFoundException', `Resource Arn ${recipeArn} does not exist.`);
    return { recipe: { name: recipe.name, recipeArn, status: 'ACTIVE' } };
  },
});
