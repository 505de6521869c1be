import { STACK_NAME, stackNameOf } from '@ecommerce-recommenders/shop-data/stack-name';
import { KEPT_SETTINGS, templateOfRelease, type KeptName } from '../releases/kept-templates';
import type { Assembly } from './read-assembly';

/** Asset names: stored templates come without asset contents. */
const ASSET = /[0-9a-f]{64}\.\w+/g;

const POLICIES = new Set(['AWS::IAM::Policy', 'AWS::S3::BucketPolicy']);

/**
 * What a release would publish, with today's code and data for its functions and files, as the storm account's stack.
 * Today's code and the embedded AWS may need permissions that the release lacked, so policies are today's too.
 *
 * @param today - synthesised with the same settings
 */
export function assemblyOfRelease(version: string, name: KeptName, today: Assembly): Assembly {
  const { template, stackTags } = templateOfRelease(version, name);
  const current = JSON.parse(Buffer.from(today.assets[today.template]).toString()) as typeof template;
  const resources = Object.entries(template.Resources).map(([id, resource]) => {
    const { [id]: now } = current.Resources;
    if (POLICIES.has(resource.Type) && now) return [id, now] as const;
    const assets = JSON.stringify(now ?? {}).match(ASSET) ?? [];
    const text = JSON.stringify(resource).replace(ASSET, (own) => assets.shift() ?? own);
    return [id, JSON.parse(text) as typeof resource] as const;
  });
  const text = JSON.stringify({ ...template, Resources: Object.fromEntries(resources) });
  const key = `${version}-${name}.json`;
  const content = Buffer.from(text.replaceAll(stackNameOf(KEPT_SETTINGS[name].stage ?? ''), STACK_NAME));
  return { template: key, tags: stackTags, assets: { ...today.assets, [key]: content } };
}
