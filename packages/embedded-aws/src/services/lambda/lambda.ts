import { tagMap, tagsOfMap } from '../../tags';
import { tagActions } from '../tag-actions';
import { lambdaAction, onFunction } from './lambda-action';
import { restJsonService, type RestOperation } from '../../gateway/rest-json-protocol';
import type { ServiceDefinition } from '../service-definition';
import { getAccountSettings } from './account-settings';
import {
  deleteFunctionConcurrency,
  getFunctionConcurrency,
  putFunctionConcurrency,
} from './function-concurrency';
import { addPermission, getPolicy, removePermission } from './function-policy';
import { createFunction } from './create-function';
import { deleteFunction, getFunction, getFunctionConfiguration, listFunctions } from './functions';
import { createAlias, deleteAlias, getAlias, listAliases, updateAlias } from './aliases';
import { invoke, MAX_PAYLOAD_BYTES } from './invoke';
import { LAMBDA_MESSAGE_KEY } from './lambda-message-key';
import { LambdaStore } from './lambda-store';
import {
  addLayerVersionPermission,
  deleteLayerVersion,
  getLayerVersion,
  getLayerVersionPolicy,
  listLayers,
  listLayerVersions,
  publishLayerVersion,
  removeLayerVersionPermission,
} from './layers';
import {
  putFunctionEventInvokeConfig,
  updateFunctionCode,
  updateFunctionConfiguration,
} from './update-function';
import { listVersionsByFunction, publishVersion } from './versions';

const FUNCTIONS = '/2015-03-31/functions';
const ONE = `${FUNCTIONS}/{FunctionName}`;
const TAGS = '/2017-03-31/tags/{Resource}';
const LAYERS = '/2018-10-31/layers';
const LAYER_VERSIONS = `${LAYERS}/{LayerName}/versions`;
const LAYER_VERSION = `${LAYER_VERSIONS}/{VersionNumber}`;
const LAYER_PAGE = {
  Marker: 'Marker',
  MaxItems: 'MaxItems',
  CompatibleRuntime: 'CompatibleRuntime',
  CompatibleArchitecture: 'CompatibleArchitecture',
};
const QUALIFIER = { Qualifier: 'Qualifier' };
const REVISION = { ...QUALIFIER, RevisionId: 'RevisionId' };
const PAGE = { Marker: 'Marker', MaxItems: 'MaxItems' };
const CREATED = { status: 201 };
const NO_CONTENT = { status: 204 };
/** Lambda's limit: a 50 MB archive in base64 plus the other members. */
const MAX_CODE_BYTES = 70_167_211;

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_TagResource.html */
const TAG_ACTIONS = tagActions(lambdaAction, {
  operations: { tag: 'TagResource', untag: 'UntagResource', list: 'ListTags' },
  resource: { Resource: { type: 'string', required: true, min: 1, max: 256 } },
  permission: (operation) => onFunction(`lambda:${operation}`),
  tags: { Tags: { type: 'map', required: true, of: { type: 'string', max: 256 }, max: 50 } },
  keys: { TagKeys: { type: 'list', required: true, of: { type: 'string' } } },
  form: 'map',
  answer: undefined,
  get: ({ Resource }, store) => tagsOfMap(store.mustGetUnpublished(Resource).tags),
  set: ({ Resource }, tags, store) =>
    store.annotate({ ...store.mustGetUnpublished(Resource), tags: tagMap(tags) }),
});

const OPERATIONS: Readonly<Record<string, RestOperation<LambdaStore>>> = {
  GetAccountSettings: { route: 'GET /2016-08-19/account-settings', action: getAccountSettings },
  CreateFunction: {
    route: `POST ${FUNCTIONS}`,
    action: createFunction,
    answer: CREATED,
    maxBodyBytes: MAX_CODE_BYTES,
  },
  ListFunctions: {
    route: `GET ${FUNCTIONS}`,
    action: listFunctions,
    query: { ...PAGE, FunctionVersion: 'FunctionVersion' },
  },
  GetFunction: { route: `GET ${ONE}`, action: getFunction, query: QUALIFIER },
  DeleteFunction: { route: `DELETE ${ONE}`, action: deleteFunction, query: QUALIFIER, answer: NO_CONTENT },
  GetFunctionConfiguration: {
    route: `GET ${ONE}/configuration`,
    action: getFunctionConfiguration,
    query: QUALIFIER,
  },
  UpdateFunctionConfiguration: {
    route: `PUT ${ONE}/configuration`,
    action: updateFunctionConfiguration,
    maxBodyBytes: 5_120,
  },
  UpdateFunctionCode: {
    route: `PUT ${ONE}/code`,
    action: updateFunctionCode,
    maxBodyBytes: MAX_CODE_BYTES,
  },
  PutFunctionConcurrency: {
    route: 'PUT /2017-10-31/functions/{FunctionName}/concurrency',
    action: putFunctionConcurrency,
  },
  GetFunctionConcurrency: {
    route: 'GET /2019-09-30/functions/{FunctionName}/concurrency',
    action: getFunctionConcurrency,
  },
  DeleteFunctionConcurrency: {
    route: 'DELETE /2017-10-31/functions/{FunctionName}/concurrency',
    action: deleteFunctionConcurrency,
    answer: NO_CONTENT,
  },
  PublishVersion: { route: `POST ${ONE}/versions`, action: publishVersion, answer: CREATED },
  ListVersionsByFunction: { route: `GET ${ONE}/versions`, action: listVersionsByFunction, query: PAGE },
  CreateAlias: { route: `POST ${ONE}/aliases`, action: createAlias, answer: CREATED },
  GetAlias: { route: `GET ${ONE}/aliases/{Name}`, action: getAlias },
  UpdateAlias: { route: `PUT ${ONE}/aliases/{Name}`, action: updateAlias },
  DeleteAlias: { route: `DELETE ${ONE}/aliases/{Name}`, action: deleteAlias, answer: NO_CONTENT },
  ListAliases: {
    route: `GET ${ONE}/aliases`,
    action: listAliases,
    query: { ...PAGE, FunctionVersion: 'FunctionVersion' },
  },
  Invoke: {
    route: `POST ${ONE}/invocations`,
    action: invoke,
    query: QUALIFIER,
    headers: { 'x-amz-invocation-type': 'InvocationType', 'x-amz-log-type': 'LogType' },
    payload: 'Payload',
    maxBodyBytes: MAX_PAYLOAD_BYTES.RequestResponse,
    answer: {
      status: 'StatusCode',
      headers: {
        'x-amz-function-error': 'FunctionError',
        'x-amz-log-result': 'LogResult',
        'x-amz-executed-version': 'ExecutedVersion',
      },
      payload: 'Payload',
    },
  },
  AddPermission: { route: `POST ${ONE}/policy`, action: addPermission, query: QUALIFIER, answer: CREATED },
  GetPolicy: { route: `GET ${ONE}/policy`, action: getPolicy, query: QUALIFIER },
  RemovePermission: {
    route: `DELETE ${ONE}/policy/{StatementId}`,
    action: removePermission,
    query: REVISION,
    answer: NO_CONTENT,
  },
  PutFunctionEventInvokeConfig: {
    route: 'PUT /2019-09-25/functions/{FunctionName}/event-invoke-config',
    action: putFunctionEventInvokeConfig,
    query: QUALIFIER,
  },
  PublishLayerVersion: {
    route: `POST ${LAYER_VERSIONS}`,
    action: publishLayerVersion,
    answer: CREATED,
    maxBodyBytes: MAX_CODE_BYTES,
  },
  ListLayers: { route: `GET ${LAYERS}`, action: listLayers, query: { ...LAYER_PAGE, find: 'find' } },
  ListLayerVersions: { route: `GET ${LAYER_VERSIONS}`, action: listLayerVersions, query: LAYER_PAGE },
  GetLayerVersion: { route: `GET ${LAYER_VERSION}`, action: getLayerVersion },
  DeleteLayerVersion: { route: `DELETE ${LAYER_VERSION}`, action: deleteLayerVersion, answer: NO_CONTENT },
  AddLayerVersionPermission: {
    route: `POST ${LAYER_VERSION}/policy`,
    action: addLayerVersionPermission,
    query: { RevisionId: 'RevisionId' },
    answer: CREATED,
  },
  GetLayerVersionPolicy: { route: `GET ${LAYER_VERSION}/policy`, action: getLayerVersionPolicy },
  RemoveLayerVersionPermission: {
    route: `DELETE ${LAYER_VERSION}/policy/{StatementId}`,
    action: removeLayerVersionPermission,
    query: { RevisionId: 'RevisionId' },
    answer: NO_CONTENT,
  },
  TagResource: { route: `POST ${TAGS}`, action: TAG_ACTIONS.TagResource, answer: NO_CONTENT },
  UntagResource: {
    route: `DELETE ${TAGS}`,
    action: TAG_ACTIONS.UntagResource,
    query: { tagKeys: 'TagKeys' },
    answer: NO_CONTENT,
  },
  ListTags: { route: `GET ${TAGS}`, action: TAG_ACTIONS.ListTags },
};

/** AWS Lambda: functions run in Node.js processes on this machine. */
export const lambdaDefinition: ServiceDefinition<LambdaStore> = {
  scope: 'region',
  createStore: (platform) => new LambdaStore(platform),
  apis: {
    lambda: restJsonService({
      name: 'lambda',
      operations: OPERATIONS,
      messageKey: LAMBDA_MESSAGE_KEY,
    }),
  },
  inventory: (store) => [
    ...[...store.functions.keys()].map((id) => ({ type: 'AWS::Lambda::Function', id })),
    ...store.published(),
    ...store.layers.list().map(({ arn: id }) => ({ type: 'AWS::Lambda::LayerVersion', id })),
  ],
  close: (store) => store.close(),
};
