import type { Construct } from 'constructs';
import type { EcommerceRecommendersProps } from './ecommerce-recommenders-props';
import { publishedArchive } from './published-archive';
import { checkSettings, type Settings } from './settings';

/**
 * The settings of a shop in anybody's app.
 *
 * @throws an error that names the property, says what was got, what is allowed, and where to change it
 */
export function shopSettings(scope: Construct, props: EcommerceRecommendersProps): Settings {
  const given: Partial<Record<string, unknown>> = {
    ...props,
    archive: publishedArchive(scope.node, props.archive),
  };
  return checkSettings(
    (name) => given[name],
    process.cwd(),
    (name) => `Change the property ${name} of ${scope.node.path}.`,
  );
}
