import * as apiGateway from '@aws-sdk/client-apigatewayv2';
import * as cloudFormation from '@aws-sdk/client-cloudformation';
import * as cloudWatch from '@aws-sdk/client-cloudwatch';
import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as events from '@aws-sdk/client-eventbridge';
import * as glue from '@aws-sdk/client-glue';
import * as iam from '@aws-sdk/client-iam';
import * as kms from '@aws-sdk/client-kms';
import * as lambda from '@aws-sdk/client-lambda';
import * as personalize from '@aws-sdk/client-personalize';
import * as personalizeEvents from '@aws-sdk/client-personalize-events';
import * as personalizeRuntime from '@aws-sdk/client-personalize-runtime';
import * as scheduler from '@aws-sdk/client-scheduler';
import * as states from '@aws-sdk/client-sfn';
import * as sns from '@aws-sdk/client-sns';
import * as ssm from '@aws-sdk/client-ssm';
import * as sts from '@aws-sdk/client-sts';
import { AwsError } from '../../src/aws-error';
import type { AwsRequest } from '../../src/gateway/request';
import type { Service } from '../../src/gateway/service';
import { apiGatewayDefinition } from '../../src/services/apigateway/apigateway';
import { budgetsDefinition } from '../../src/services/budgets/budgets';
import { cloudFormationDefinition } from '../../src/services/cloudformation/cloudformation';
import { cloudWatchDefinition } from '../../src/services/cloudwatch/cloudwatch';
import { eventsDefinition } from '../../src/services/events/events';
import { glueDefinition } from '../../src/services/glue/glue';
import { iamDefinition } from '../../src/services/iam/iam';
import { kmsDefinition } from '../../src/services/kms/kms';
import { lambdaDefinition } from '../../src/services/lambda/lambda';
import { logsDefinition } from '../../src/services/logs/logs';
import { personalizeDefinition } from '../../src/services/personalize/personalize';
import { schedulerDefinition } from '../../src/services/scheduler/scheduler';
import { snsDefinition } from '../../src/services/sns/sns';
import { ssmDefinition } from '../../src/services/ssm/ssm';
import { statesDefinition } from '../../src/services/states/states';
import { stsDefinition } from '../../src/services/sts/sts';

/** Each API with the client whose model it follows. */
const SERVICES: [name: string, api: Service<never>, client: object][] = [
  ['apigateway', apiGatewayDefinition.apis.apigateway, apiGateway],
  ['events', eventsDefinition.apis.events, events],
  ['glue', glueDefinition.apis.glue, glue],
  ['kms', kmsDefinition.apis.kms, kms],
  ['lambda', lambdaDefinition.apis.lambda, lambda],
  ['logs', logsDefinition.apis.logs, logs],
  ['monitoring', cloudWatchDefinition.apis.monitoring, cloudWatch],
  ['personalize', personalizeDefinition.apis.personalize, personalize],
  ['personalize-events', personalizeDefinition.apis['personalize-events'], personalizeEvents],
  ['personalize-runtime', personalizeDefinition.apis['personalize-runtime'], personalizeRuntime],
  ['scheduler', schedulerDefinition.apis.scheduler, scheduler],
  ['ssm', ssmDefinition.apis.ssm, ssm],
  ['states', statesDefinition.apis.states, states],
];

/** Those of the query protocol, where the key does not depend on the error. */
const QUERY_SERVICES: [name: string, api: Service<never>, client: object][] = [
  ['cloudformation', cloudFormationDefinition.apis.cloudformation, cloudFormation],
  ['iam', iamDefinition.apis.iam, iam],
  ['sns', snsDefinition.apis.sns, sns],
  ['sts', stsDefinition.apis.sts, sts],
];

const REQUEST = { id: 'id' } as AwsRequest;
const ERROR_SHAPE = -3;

/** A member's name on the wire, where a schema gives it another one. */
const wireName = (member: string, shape: unknown): string =>
  (Array.isArray(shape) && (shape as [unknown, { jsonName?: string }?])[1]?.jsonName) || member;

/** The errors of a client's schemas, each with its members. */
const errorsOf = (client: object): [code: string, members: string[]][] =>
  Object.values(client).flatMap((schema: unknown) =>
    Array.isArray(schema) && schema[0] === ERROR_SHAPE
      ? [
          [
            schema[2] as string,
            (schema[4] as string[]).map((name, at) => wireName(name, (schema[5] as unknown[])[at])),
          ] as [string, string[]],
        ]
      : [],
  );

const documentOf = (api: Service<never>, code: string): string =>
  api.renderError(new AwsError(code, 'why'), REQUEST).body as string;

describe("the key of an error's message", () => {
  it.each(SERVICES)('is that of the model for every error of %s', (_name, api, client) => {
    const modelled = errorsOf(client).flatMap(([code, members]) =>
      members.filter((member) => member.toLowerCase() === 'message').map((key) => [code, key]),
    );
    expect(modelled).not.toEqual([]);
    const written = modelled.map(([code]) => [
      code,
      ...Object.keys(JSON.parse(documentOf(api, code)) as object).filter((key) => key !== '__type'),
    ]);
    expect(written).toEqual(modelled);
  });

  it.each(QUERY_SERVICES)(
    'is Message for every error of %s, whose protocol says so',
    (_name, api, client) => {
      for (const [code] of errorsOf(client))
        expect(documentOf(api, code)).toContain('<Message>why</Message>');
    },
  );

  it('is Message for Budgets', () => {
    const document = documentOf(budgetsDefinition.apis.budgets, 'NotFoundException');
    expect(JSON.parse(document)).toEqual({ __type: 'NotFoundException', Message: 'why' });
  });
});
