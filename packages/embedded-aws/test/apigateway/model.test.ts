import * as client from '@aws-sdk/client-apigatewayv2';
import type { AwsRequest } from '../../src/gateway/request';
import { apiGatewayDefinition } from '../../src/services/apigateway/apigateway';
import { signedFor } from '../gateway/raw-exchange';
import { createAuthorizer, deployApi, standForAll } from './shop-api';

const api = apiGatewayDefinition.apis.apigateway;

/** Members of a schema by the name that the wire has: of the JSON, the query or the path. */
function membersOf(schema: unknown): string[] {
  const structure: unknown = typeof schema === 'function' ? (schema as () => unknown)() : schema;
  // Empty answers are a text.
  if (!Array.isArray(structure)) return [];
  const [names, shapes] = structure.slice(4) as [string[], unknown[]];
  return names.map((name, at) => {
    const [, traits] = (Array.isArray(shapes[at]) ? shapes[at] : []) as [unknown?, Record<string, string>?];
    return traits?.jsonName ?? traits?.httpQuery ?? name[0].toLowerCase() + name.slice(1);
  });
}

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly input: string[];
  readonly output: string[];
}

const OPERATION_SHAPE = 9;

/** Operations of the SDK's model that the embedded AWS has. */
const MODELLED = Object.values(client).flatMap((schema: unknown): [string, Operation][] => {
  if (!Array.isArray(schema) || schema[0] !== OPERATION_SHAPE) return [];
  const [name, { http }, input, output] = schema.slice(2) as [string, { http: string[] }, unknown, unknown];
  if (!Object.hasOwn(api.actions, name)) return [];
  const [method, path] = http;
  return [[name, { method, path, input: membersOf(input), output: membersOf(output) }]];
});

const modelled = new Map(MODELLED);

describe('the operations of API Gateway, held against the SDK’s model,', () => {
  it('are all operations of it (APIGW-1)', () => {
    expect(MODELLED.map(([name]) => name).sort()).toEqual(Object.keys(api.actions).sort());
  });

  it.each(MODELLED)(
    '%s has the method, the path and no other members (APIGW-1)',
    async (name, { method, path, input }) => {
      const filled = path.replace(/\{\w+\}/g, 'x');
      const resolved = await api.resolve({ method, path: filled } as AwsRequest);
      expect(resolved.operation).toBe(name);
      expect(Object.keys(api.actions[name].input).filter((member) => !input.includes(member))).toEqual([]);
    },
  );

  describe('answer', () => {
    const stand = standForAll();

    it('nothing that the model does not have, and no member under another name (APIGW-1)', async () => {
      const { apiId, integrationId, routeIds } = await deployApi(stand, {
        api: { Description: 'd', Version: '1', CorsConfiguration: { AllowOrigins: ['https://a.b'] } },
      });
      const paths = {
        GetApi: '',
        GetStage: '/stages/$default',
        GetRoute: `/routes/${routeIds.get('$default')}`,
        GetIntegration: `/integrations/${integrationId}`,
        GetAuthorizer: `/authorizers/${await createAuthorizer(stand, apiId)}`,
      };
      for (const [name, path] of Object.entries(paths)) {
        const headers = signedFor('apigateway');
        const response = await fetch(`${stand.aws.endpoint}/v2/apis/${apiId}${path}`, { headers });
        expect(response.status).toBe(200);
        const { output } = modelled.get(name)!;
        const answered = Object.keys((await response.json()) as object);
        expect([name, answered.filter((member) => !output.includes(member))]).toEqual([name, []]);
      }
    });
  });
});
