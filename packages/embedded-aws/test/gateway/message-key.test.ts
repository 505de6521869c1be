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
import { APIS } from '../authorization/apis';

const apiOf = (name: string): Service<never> => new Map<string, Service<never>>(APIS).get(name)!;

/** The client whose model each API follows. */
const CLIENTS: [api: string, client: object][] = Object.entries({
  apigateway: apiGateway,
  events,
  glue,
  kms,
  lambda,
  logs,
  monitoring: cloudWatch,
  personalize,
  'personalize-events': personalizeEvents,
  'personalize-runtime': personalizeRuntime,
  scheduler,
  ssm,
  states,
});

/** Those of the query protocol, where the key does not depend on the error. */
const QUERY_CLIENTS: [api: string, client: object][] = Object.entries({
  cloudformation: cloudFormation,
  iam,
  sns,
  sts,
});

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
  it.each(CLIENTS)('is that of the model for every error of %s', (name, client) => {
    const api = apiOf(name);
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

  it.each(QUERY_CLIENTS)('is Message for every error of %s, whose protocol says so', (name, client) => {
    for (const [code] of errorsOf(client))
      expect(documentOf(apiOf(name), code)).toContain('<Message>why</Message>');
  });

  it('is Message for Budgets', () => {
    const document = documentOf(apiOf('budgets'), 'NotFoundException');
    expect(JSON.parse(document)).toEqual({ __type: 'NotFoundException', Message: 'why' });
  });
});
