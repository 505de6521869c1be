/** Qualifier of the `cdk bootstrap` resources, which every region has from the start. */
export const BOOTSTRAP_QUALIFIER = 'hnb659fds';

/** Version of the pinned CDK CLI's bootstrap template. */
export const BOOTSTRAP_VERSION = '33';

/** What `cdk bootstrap` has made, in all regions. */
export interface Bootstraps {
  has(region: string, qualifier: string): boolean;
  add(region: string, qualifier: string): void;
  remove(region: string, qualifier: string): void;
  /** Restores {@link BOOTSTRAP_QUALIFIER} as the only bootstrap of every region. */
  clear(): void;
}

/** Only the default bootstrap, in every region. */
export function createBootstraps(): Bootstraps {
  const changed = new Map<string, Set<string>>();
  const qualifiersIn = (region: string): Set<string> => {
    let qualifiers = changed.get(region);
    if (!qualifiers) changed.set(region, (qualifiers = new Set([BOOTSTRAP_QUALIFIER])));
    return qualifiers;
  };
  return {
    has: (region, qualifier) => qualifiersIn(region).has(qualifier),
    add: (region, qualifier) => void qualifiersIn(region).add(qualifier),
    remove: (region, qualifier) => void qualifiersIn(region).delete(qualifier),
    clear: () => changed.clear(),
  };
}

/** Names of a bootstrap's resources: between `cdk-QUALIFIER-` and `-ACCOUNT-REGION`. */
const KINDS = {
  bucket: 'assets',
  repository: 'container-assets',
  role: '(?:cfn-exec|deploy|file-publishing|image-publishing|lookup)-role',
} as const;

/** Region of a bootstrap's resource with this name; undefined if there is no such bootstrap. */
export function bootstrapRegion(
  kind: keyof typeof KINDS,
  name: string,
  { accountId, bootstraps }: { readonly accountId: string; readonly bootstraps: Bootstraps },
): string | undefined {
  const pattern = `^cdk-([A-Za-z0-9_-]{1,10})-${KINDS[kind]}-${accountId}-([a-z]{2}(?:-[a-z]+)+-\\d)$`;
  const [, qualifier, region] = new RegExp(pattern).exec(name) ?? [];
  return region !== undefined && bootstraps.has(region, qualifier) ? region : undefined;
}

/** Name of the SSM parameter that holds a bootstrap's version. */
export const bootstrapParameter = (qualifier: string): string => `/cdk-bootstrap/${qualifier}/version`;

/** Whether an SSM parameter holds the version of a bootstrap. */
export const isBootstrapParameter = (name: string): boolean => /^\/cdk-bootstrap\/[^/]+\/version$/.test(name);
