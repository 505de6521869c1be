import { restJsonService, type RestOperation } from '../../gateway/rest-json-protocol';
import { tagMap, tagsOfMap } from '../../tags';
import type { ServiceDefinition } from '../service-definition';
import { tagActions, TAG_KEYS } from '../tag-actions';
import { apiGatewayAction, onPath } from './apigateway-action';
import { notFound } from './apigateway-errors';
import { TAGS, type ApiEntry } from './apigateway-shapes';
import { ApiGatewayStore } from './apigateway-store';
import { createApi, deleteApi, deleteCorsConfiguration, getApi, getApis, updateApi } from './apis';
import {
  createAuthorizer,
  deleteAuthorizer,
  getAuthorizer,
  getAuthorizers,
  updateAuthorizer,
} from './authorizers';
import {
  createIntegration,
  deleteIntegration,
  getIntegration,
  getIntegrations,
  updateIntegration,
} from './integrations';
import { createRoute, deleteRoute, getRoute, getRoutes, updateRoute } from './routes';
import {
  createStage,
  deleteAccessLogSettings,
  deleteRouteSettings,
  deleteStage,
  getStage,
  getStages,
  updateStage,
} from './stages';

const APIS = '/v2/apis';
const API = `${APIS}/{apiId}`;
const STAGE = `${API}/stages/{stageName}`;
const ROUTE = `${API}/routes/{routeId}`;
const INTEGRATION = `${API}/integrations/{integrationId}`;
const AUTHORIZER = `${API}/authorizers/{authorizerId}`;
const TAGGED = '/v2/tags/{resourceArn}';
const PAGE = { maxResults: 'maxResults', nextToken: 'nextToken' };
const CREATED = { status: 201 };
const NO_CONTENT = { status: 204 };

const TAGGED_ARN = /^arn:aws[\w-]*:apigateway:[\w-]+::\/apis\/([^/]+)(?:\/stages\/([^/]+))?$/;

/** Reads and replaces the tags of an API or a stage. @throws AwsError `NotFoundException` */
function tagsAt(
  arn: string,
  store: ApiGatewayStore,
): { get(): ApiEntry['tags']; set(tags: ApiEntry['tags']): void } {
  const [, apiId, stageName] = TAGGED_ARN.exec(arn) ?? [];
  if (apiId === undefined) throw notFound(`Invalid ARN specified: ${arn}. APIs and stages have tags.`);
  const api = store.mustFind(apiId);
  if (stageName === undefined)
    return { get: () => api.entry.tags, set: (tags) => void (api.entry = { ...api.entry, tags }) };
  const stage = api.mustStage(stageName);
  return { get: () => stage.tags, set: (tags) => void api.stages.set(stageName, { ...stage, tags }) };
}

const METHOD_OF = { TagResource: 'POST', UntagResource: 'DELETE', GetTags: 'GET' } as const;

/** @see https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/tags-resource-arn.html */
const TAG_ACTIONS = tagActions(apiGatewayAction, {
  operations: { tag: 'TagResource', untag: 'UntagResource', list: 'GetTags' },
  resource: { resourceArn: { type: 'string', required: true, min: 1, max: 512 } },
  permission: (operation) => (input, store) =>
    onPath(METHOD_OF[operation as keyof typeof METHOD_OF], '/tags/{resourceArn}')(
      { resourceArn: encodeURIComponent(input.resourceArn) },
      store,
    ),
  tags: { tags: { ...TAGS, required: true } },
  keys: { tagKeys: TAG_KEYS },
  form: 'map',
  answer: {},
  get: ({ resourceArn }, store) => tagsOfMap(tagsAt(resourceArn, store).get()),
  set: ({ resourceArn }, tags, store) => tagsAt(resourceArn, store).set(tagMap(tags)),
});

const OPERATIONS: Readonly<Record<string, RestOperation<ApiGatewayStore>>> = {
  CreateApi: { route: `POST ${APIS}`, action: createApi, answer: CREATED },
  GetApis: { route: `GET ${APIS}`, action: getApis, query: PAGE },
  GetApi: { route: `GET ${API}`, action: getApi },
  UpdateApi: { route: `PATCH ${API}`, action: updateApi },
  DeleteApi: { route: `DELETE ${API}`, action: deleteApi, answer: NO_CONTENT },
  DeleteCorsConfiguration: {
    route: `DELETE ${API}/cors`,
    action: deleteCorsConfiguration,
    answer: NO_CONTENT,
  },
  CreateStage: { route: `POST ${API}/stages`, action: createStage, answer: CREATED },
  GetStages: { route: `GET ${API}/stages`, action: getStages, query: PAGE },
  GetStage: { route: `GET ${STAGE}`, action: getStage },
  UpdateStage: { route: `PATCH ${STAGE}`, action: updateStage },
  DeleteStage: { route: `DELETE ${STAGE}`, action: deleteStage, answer: NO_CONTENT },
  DeleteAccessLogSettings: {
    route: `DELETE ${STAGE}/accesslogsettings`,
    action: deleteAccessLogSettings,
    answer: NO_CONTENT,
  },
  DeleteRouteSettings: {
    route: `DELETE ${STAGE}/routesettings/{routeKey}`,
    action: deleteRouteSettings,
    answer: NO_CONTENT,
  },
  CreateRoute: { route: `POST ${API}/routes`, action: createRoute, answer: CREATED },
  GetRoutes: { route: `GET ${API}/routes`, action: getRoutes, query: PAGE },
  GetRoute: { route: `GET ${ROUTE}`, action: getRoute },
  UpdateRoute: { route: `PATCH ${ROUTE}`, action: updateRoute },
  DeleteRoute: { route: `DELETE ${ROUTE}`, action: deleteRoute, answer: NO_CONTENT },
  CreateIntegration: { route: `POST ${API}/integrations`, action: createIntegration, answer: CREATED },
  GetIntegrations: { route: `GET ${API}/integrations`, action: getIntegrations, query: PAGE },
  GetIntegration: { route: `GET ${INTEGRATION}`, action: getIntegration },
  UpdateIntegration: { route: `PATCH ${INTEGRATION}`, action: updateIntegration },
  DeleteIntegration: { route: `DELETE ${INTEGRATION}`, action: deleteIntegration, answer: NO_CONTENT },
  CreateAuthorizer: { route: `POST ${API}/authorizers`, action: createAuthorizer, answer: CREATED },
  GetAuthorizers: { route: `GET ${API}/authorizers`, action: getAuthorizers, query: PAGE },
  GetAuthorizer: { route: `GET ${AUTHORIZER}`, action: getAuthorizer },
  UpdateAuthorizer: { route: `PATCH ${AUTHORIZER}`, action: updateAuthorizer },
  DeleteAuthorizer: { route: `DELETE ${AUTHORIZER}`, action: deleteAuthorizer, answer: NO_CONTENT },
  TagResource: { route: `POST ${TAGGED}`, action: TAG_ACTIONS.TagResource, answer: CREATED },
  UntagResource: {
    route: `DELETE ${TAGGED}`,
    action: TAG_ACTIONS.UntagResource,
    query: { tagKeys: 'tagKeys' },
    answer: NO_CONTENT,
  },
  GetTags: { route: `GET ${TAGGED}`, action: TAG_ACTIONS.GetTags },
};

/** Amazon API Gateway: HTTP APIs, each on a port of its own. */
export const apiGatewayDefinition: ServiceDefinition<ApiGatewayStore> = {
  scope: 'region',
  createStore: (platform) => new ApiGatewayStore(platform),
  apis: {
    apigateway: restJsonService({
      name: 'apigateway',
      operations: OPERATIONS,
      invalidInput: 'BadRequestException',
    }),
  },
  inventory: (store) =>
    store.list().flatMap(({ entry: { apiId }, stages, routes, integrations, authorizers }) => [
      { type: 'AWS::ApiGatewayV2::Api', id: apiId },
      ...[...stages.keys()].map((id) => ({ type: 'AWS::ApiGatewayV2::Stage', id: `${apiId}|${id}` })),
      ...[...routes.keys()].map((id) => ({ type: 'AWS::ApiGatewayV2::Route', id: `${apiId}|${id}` })),
      ...[...integrations.keys()].map((id) => ({
        type: 'AWS::ApiGatewayV2::Integration',
        id: `${apiId}|${id}`,
      })),
      ...[...authorizers.keys()].map((id) => ({
        type: 'AWS::ApiGatewayV2::Authorizer',
        id: `${apiId}|${id}`,
      })),
    ]),
  close: (store) => store.close(),
};
