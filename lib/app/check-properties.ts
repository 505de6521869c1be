import { Duration, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { nearestName } from '@ecommerce-recommenders/personalize/nearest-name';
import { PROPERTY_NAMES, propertyOf } from './property-words';
import type { EcommerceRecommendersProps } from './shop-props';
import { invalid } from '../shop/validation-error';

/** What may be known at deployment: objects of the CDK, by their ARNs, ids and names. */
type OfDeployment =
  | 'source'
  | 'encryptionKey'
  | 'removalPolicy'
  | 'serverAccessLogsBucket'
  | 'vpc'
  | 'vpcSubnets'
  | 'securityGroups'
  | 'logRetention'
  | 'logEncryptionKey'
  | 'topic'
  | 'analysts';

/** Every property, and whether its value has to be known at synth. */
const PROPERTIES: {
  readonly [Name in keyof Required<EcommerceRecommendersProps>]: Name extends OfDeployment ? false : true;
} = {
  source: false,
  data: true,
  maxBadRows: true,
  preparation: true,
  glueWorkers: true,
  holdout: true,
  holdoutBy: true,
  eventTypes: true,
  useCases: true,
  eventTracker: true,
  filters: true,
  trainingTimeout: true,
  encryptionKey: false,
  createKey: true,
  versioned: true,
  serverAccessLogsBucket: false,
  logRetention: false,
  logEncryptionKey: false,
  vpc: false,
  vpcSubnets: false,
  securityGroups: false,
  removalPolicy: false,
  freshData: true,
  freshDataSchedule: true,
  serving: true,
  listsSchedule: true,
  listsItems: true,
  api: true,
  diversify: true,
  experiment: true,
  ranking: true,
  segments: true,
  batches: true,
  runningHours: true,
  stopWhenIdle: true,
  requestRate: true,
  watch: true,
  topic: false,
  notify: true,
  maxDataAge: true,
  monthlyBudget: true,
  busEvents: true,
  analysts: false,
  analystsMayDelete: true,
  force: true,
};

const NAMES: readonly string[] = Object.keys(PROPERTIES);

/** Settings of an app around the construct, and what does the same in a host's app. */
const OF_THE_APP: Readonly<Record<string, string>> = {
  stage: 'Name the stack instead',
  tags: 'Use Tags.of(…).add(…) instead',
};

/**
 * Rejects unknown properties, which JavaScript and objects built elsewhere can have. A misspelled one would be ignored, and what it
 * was meant to keep deleted.
 *
 * @throws ValidationError that names the property, and the one that may have been meant
 */
export function refuseUnknownProperties(scope: Construct, props: object): void {
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || NAMES.includes(name)) continue;
    const remedy = Object.hasOwn(PROPERTY_NAMES, name)
      ? `It is called ${propertyOf(name)} now`
      : Object.hasOwn(OF_THE_APP, name)
        ? `It is a setting of the app. ${OF_THE_APP[name]}`
        : `Allowed are ${NAMES.join(', ')}. Did you mean ${nearestName(name, NAMES)}?`;
    throw invalid(
      scope,
      'UnknownProperty',
      `${scope.node.path} has the unknown property ${name}. ${remedy}${remedy.endsWith('?') ? '' : '.'}`,
    );
  }
}

/**
 * Refuses tokens where the template depends on the value.
 *
 * @throws ValidationError that names the property and the place in it
 */
export function refuseTokens(scope: Construct, props: EcommerceRecommendersProps): void {
  const { archive, parts } = props.source;
  const known = Object.entries(props).filter(
    ([name]) => Object.hasOwn(PROPERTIES, name) && PROPERTIES[name as keyof typeof PROPERTIES],
  );
  const where = placeOfToken('', {
    ...Object.fromEntries(known),
    source: { archive, prefix: parts?.prefix, version: parts?.version },
  });
  if (where === undefined) return;
  throw invalid(
    scope,
    'TokenAtSynth',
    `Property ${where} of ${scope.node.path} is a token, whose value is known at deployment; this one has to be known at synth. ` +
      `Give it the value itself, from the context of the app or an environment variable for example.`,
  );
}

/** `api.origins[0]`; `undefined` where there is no token. */
function placeOfToken(place: string, value: unknown): string | undefined {
  if (Token.isUnresolved(value) || (value instanceof Duration && value.isUnresolved())) return place;
  if (Array.isArray(value)) return firstOf(value.map((one, at) => [`${place}[${at}]`, one] as const));
  if (typeof value !== 'object' || value === null) return undefined;
  return firstOf(
    Object.entries(value).flatMap(([name, one]) => {
      const at = place === '' ? name : `${place}.${Token.isUnresolved(name) ? '(name)' : name}`;
      return [[at, name] as const, [at, one] as const];
    }),
  );
}

function firstOf(parts: readonly (readonly [place: string, value: unknown])[]): string | undefined {
  for (const [place, value] of parts) {
    const found = placeOfToken(place, value);
    if (found !== undefined) return found;
  }
  return undefined;
}
