import { onAnything } from '../../../authorization/permission';
import { pageOf } from '../page';
import { personalizeAction } from '../personalize-action';
import { DOMAINS, RECIPES } from '../recipes';
import { PAGING } from '../shapes';

/** The recipes of the domains. @see https://docs.aws.amazon.com/personalize/latest/dg/API_ListRecipes.html */
export const listRecipes = personalizeAction({
  input: {
    recipeProvider: { type: 'string', enum: ['SERVICE'] },
    domain: { type: 'string', enum: DOMAINS },
    ...PAGING,
  },
  permissions: onAnything('personalize:ListRecipes'),
  run: ({ domain, nextToken: token, maxResults }) => {
    const wanted = RECIPES.filter((recipe) => domain === undefined || recipe.domain === domain);
    const page = pageOf(`ListRecipes ${domain ?? ''}`, wanted, { nextToken: token, maxResults });
    const recipes = page.items.map((recipe) => ({
      name: recipe.name,
      recipeArn: recipe.arn,
      status: 'ACTIVE',
      domain: recipe.domain,
    }));
    return { recipes, nextToken: page.nextToken };
  },
});
