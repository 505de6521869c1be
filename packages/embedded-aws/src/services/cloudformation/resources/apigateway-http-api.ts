import { isRecord } from '../../../bounded-json';
import type { Fields, Shape } from '../../../gateway/shape';
import type { AwsCall } from '../../../platform';
import { tagsOfMap } from '../../../tags';
import {
  API_FIELDS,
  AUTHORIZER_FIELDS,
  INTEGRATION_FIELDS,
  INTEGRATION_TYPE,
  PROTOCOL,
  ROUTE_FIELDS,
  ROUTE_KEY,
  STAGE_FIELDS,
  TAGS,
} from '../../apigateway/apigateway-shapes';
import { resourceType } from './resource-type';
import { tagChanges } from './template-properties';
import { unlessGone } from './unless-gone';

/** Members of the API as properties: templates begin every name with an upper-case letter. */
type Capitalized<F extends Fields> = { readonly [Name in keyof F & string as Capitalize<Name>]: F[Name] };

const capitalized = <const F extends Fields>(fields: F): Capitalized<F> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, shape]) => [upperFirst(name), capitalizedShape(shape)]),
  ) as Capitalized<F>;

function capitalizedShape(shape: Shape): Shape {
  if (shape.type === 'structure') return { ...shape, fields: capitalized(shape.fields) };
  return shape.type === 'list' || shape.type === 'map' ? { ...shape, of: capitalizedShape(shape.of) } : shape;
}

const upperFirst = (name: string): string => name[0].toUpperCase() + name.slice(1);

/** Converts properties to input of the API; keys of maps are unchanged. */
function inputOf(value: unknown, shape: Shape): unknown {
  if (shape.type === 'list' && Array.isArray(value)) return value.map((each) => inputOf(each, shape.of));
  if (!isRecord(value)) return value;
  const entries = Object.entries(value);
  if (shape.type === 'map')
    return Object.fromEntries(entries.map(([key, each]) => [key, inputOf(each, shape.of)]));
  return shape.type === 'structure' ? membersOf(value, shape.fields) : value;
}

/** Those properties that are members of the API's `fields`. */
const membersOf = (properties: object, fields: Fields): Record<string, unknown> => {
  const given = properties as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, shape]) => {
      const value = given[upperFirst(name)];
      return value === undefined ? [] : [[name, inputOf(value, shape)] as const];
    }),
  );
};

/** For an update: a removed property returns to its default. */
const updateOf = (properties: object, fields: Fields, defaults: object): object => ({
  ...defaults,
  ...membersOf(properties, fields),
});

type Tags = Readonly<Record<string, string>>;

async function changeTags(resourceArn: string, before: Tags, after: Tags, aws: AwsCall): Promise<void> {
  const { added, removedKeys } = tagChanges(tagsOfMap(before), tagsOfMap(after));
  if (removedKeys.length > 0) await aws('apigateway', 'UntagResource', { resourceArn, tagKeys: removedKeys });
  if (added.length > 0) {
    const tags = Object.fromEntries(added.map(({ Key, Value }) => [Key, Value]));
    await aws('apigateway', 'TagResource', { resourceArn, tags });
  }
}

const arnOf = (region: string, path: string): string => `arn:aws:apigateway:${region}::/apis/${path}`;

const REQUIRED_TEXT = { type: 'string', required: true } as const satisfies Shape;

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-api.html */
export const apiGatewayApi = resourceType({
  // Required, as OpenAPI documents are not supported.
  properties: { ...capitalized(API_FIELDS), Name: REQUIRED_TEXT, ProtocolType: PROTOCOL, Tags: TAGS },
  createOnly: ['ProtocolType'],
  create: async (properties, { aws, initiated, platform: { region, accountId } }) => {
    const { apiId, apiEndpoint } = await aws<{ apiId: string; apiEndpoint: string }>(
      'apigateway',
      'CreateApi',
      {
        ...membersOf(properties, API_FIELDS),
        protocolType: properties.ProtocolType,
        tags: properties.Tags ?? {},
      },
    );
    initiated(apiId);
    const ExecuteApiArn = `arn:aws:execute-api:${region}:${accountId}:${apiId}`;
    return { physicalId: apiId, attributes: { ApiId: apiId, ApiEndpoint: apiEndpoint, ExecuteApiArn } };
  },
  update: async (properties, { aws, physicalId: apiId, previous, platform: { region } }) => {
    if (previous.CorsConfiguration && !properties.CorsConfiguration)
      await aws('apigateway', 'DeleteCorsConfiguration', { apiId });
    const input = updateOf(properties, API_FIELDS, { description: '', version: '' });
    await aws('apigateway', 'UpdateApi', { apiId, ...input });
    await changeTags(arnOf(region, apiId), previous.Tags ?? {}, properties.Tags ?? {}, aws);
  },
  remove: (apiId, { aws }) => unlessGone(aws('apigateway', 'DeleteApi', { apiId })),
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-stage.html */
export const apiGatewayStage = resourceType({
  properties: {
    ...capitalized(STAGE_FIELDS),
    ApiId: REQUIRED_TEXT,
    StageName: REQUIRED_TEXT,
    Tags: TAGS,
  },
  createOnly: ['ApiId', 'StageName'],
  create: async (properties, { aws, initiated }) => {
    const { ApiId: apiId, StageName: stageName, Tags: tags = {} } = properties;
    await aws('apigateway', 'CreateStage', {
      ...membersOf(properties, STAGE_FIELDS),
      apiId,
      stageName,
      tags,
    });
    initiated(stageName);
    return { physicalId: stageName };
  },
  update: async (properties, { aws, previous, platform: { region } }) => {
    const { ApiId: apiId, StageName: stageName, Tags = {} } = properties;
    if (previous.AccessLogSettings && !properties.AccessLogSettings)
      await aws('apigateway', 'DeleteAccessLogSettings', { apiId, stageName });
    const defaults = { description: '', defaultRouteSettings: {}, routeSettings: {}, stageVariables: {} };
    const input = updateOf(properties, STAGE_FIELDS, defaults);
    await aws('apigateway', 'UpdateStage', { apiId, stageName, ...input });
    await changeTags(arnOf(region, `${apiId}/stages/${stageName}`), previous.Tags ?? {}, Tags, aws);
  },
  remove: (stageName, { aws, properties: { ApiId: apiId } }) =>
    unlessGone(aws('apigateway', 'DeleteStage', { apiId, stageName })),
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-route.html */
export const apiGatewayRoute = resourceType({
  properties: {
    ...capitalized(ROUTE_FIELDS),
    ApiId: REQUIRED_TEXT,
    RouteKey: { ...ROUTE_KEY, required: true },
  },
  createOnly: ['ApiId'],
  create: async (properties, { aws, initiated }) => {
    const { routeId } = await aws<{ routeId: string }>('apigateway', 'CreateRoute', {
      ...membersOf(properties, ROUTE_FIELDS),
      apiId: properties.ApiId,
      routeKey: properties.RouteKey,
    });
    initiated(routeId);
    return { physicalId: routeId, attributes: { RouteId: routeId } };
  },
  update: async (properties, { aws, physicalId: routeId }) => {
    const { ApiId: apiId, RouteKey: routeKey } = properties;
    const defaults = { authorizationType: 'NONE', authorizerId: '', authorizationScopes: [], target: '' };
    const input = updateOf(properties, ROUTE_FIELDS, { ...defaults, operationName: '' });
    await aws('apigateway', 'UpdateRoute', { apiId, routeId, routeKey, ...input });
  },
  remove: (routeId, { aws, properties: { ApiId: apiId } }) =>
    unlessGone(aws('apigateway', 'DeleteRoute', { apiId, routeId })),
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-integration.html */
export const apiGatewayIntegration = resourceType({
  properties: {
    ...capitalized(INTEGRATION_FIELDS),
    ApiId: REQUIRED_TEXT,
    IntegrationType: { ...INTEGRATION_TYPE, required: true },
  },
  createOnly: ['ApiId'],
  create: async (properties, { aws, initiated }) => {
    const { integrationId } = await aws<{ integrationId: string }>('apigateway', 'CreateIntegration', {
      ...membersOf(properties, INTEGRATION_FIELDS),
      apiId: properties.ApiId,
      integrationType: properties.IntegrationType,
    });
    initiated(integrationId);
    return { physicalId: integrationId, attributes: { IntegrationId: integrationId } };
  },
  update: async (properties, { aws, physicalId: integrationId }) => {
    const input = updateOf(properties, INTEGRATION_FIELDS, { description: '', timeoutInMillis: 30_000 });
    await aws('apigateway', 'UpdateIntegration', { apiId: properties.ApiId, integrationId, ...input });
  },
  remove: (integrationId, { aws, properties: { ApiId: apiId } }) =>
    unlessGone(aws('apigateway', 'DeleteIntegration', { apiId, integrationId })),
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-authorizer.html */
export const apiGatewayAuthorizer = resourceType({
  properties: {
    ...capitalized(AUTHORIZER_FIELDS),
    ApiId: REQUIRED_TEXT,
    Name: REQUIRED_TEXT,
    AuthorizerType: { ...AUTHORIZER_FIELDS.authorizerType, required: true },
  },
  createOnly: ['ApiId'],
  create: async (properties, { aws, initiated }) => {
    const { authorizerId } = await aws<{ authorizerId: string }>('apigateway', 'CreateAuthorizer', {
      ...membersOf(properties, AUTHORIZER_FIELDS),
      apiId: properties.ApiId,
    });
    initiated(authorizerId);
    return { physicalId: authorizerId, attributes: { AuthorizerId: authorizerId } };
  },
  update: async (properties, { aws, physicalId: authorizerId }) => {
    const input = membersOf(properties, AUTHORIZER_FIELDS);
    await aws('apigateway', 'UpdateAuthorizer', { apiId: properties.ApiId, authorizerId, ...input });
  },
  remove: (authorizerId, { aws, properties: { ApiId: apiId } }) =>
    unlessGone(aws('apigateway', 'DeleteAuthorizer', { apiId, authorizerId })),
});
