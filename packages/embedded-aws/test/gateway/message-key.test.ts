import { AwsError } from '../../src/aws-error';
import type { AwsRequest } from '../../src/gateway/request';
import type { Service } from '../../src/gateway/service';
import { APIS } from '../authorization/apis';

const apiOf = (name: string): Service<never> => new Map<string, Service<never>>(APIS).get(name)!;

/** The client of the SDK whose model each API follows, where it is called otherwise. */
const CLIENTS: Readonly<Record<string, string>> = {
  apigateway: 'apigatewayv2',
  events: 'eventbridge',
  logs: 'cloudwatch-logs',
  monitoring: 'cloudwatch',
  states: 'sfn',
};
const JSON_APIS = 'glue kms lambda personalize personalize-events personalize-runtime scheduler ssm'
  .split(' ')
  .concat(Object.keys(CLIENTS));
/** Those of the query protocol, where the key does not depend on the error. */
const QUERY_APIS = ['cloudformation', 'iam', 'sns', 'sts'];

const REQUEST = { id: 'id' } as AwsRequest;
const ERROR_SHAPE = -3;

/** A member's name on the wire, where a schema gives it another one. */
const wireName = (member: string, shape: unknown): string =>
  (Array.isArray(shape) && (shape as [unknown, { jsonName?: string }?])[1]?.jsonName) || member;

/** The errors of the schemas of an API's client, each with its members. */
async function errorsOf(name: string): Promise<[code: string, members: string[]][]> {
  const client = (await import(`@aws-sdk/client-${CLIENTS[name] ?? name}`)) as object;
  return Object.values(client).flatMap((schema: unknown): [string, string[]][] => {
    if (!Array.isArray(schema) || schema[0] !== ERROR_SHAPE) return [];
    const [code, , members, shapes] = schema.slice(2) as [string, unknown, string[], unknown[]];
    return [[code, members.map((member, at) => wireName(member, shapes[at]))]];
  });
}

const documentOf = (api: Service<never>, code: string): string =>
  api.renderError(new AwsError(code, 'why'), REQUEST).body as string;

describe("the key of an error's message", () => {
  it.each(JSON_APIS)('is that of the model for every error of %s', async (name) => {
    const api = apiOf(name);
    const modelled = (await errorsOf(name)).flatMap(([code, members]) =>
      members.filter((member) => member.toLowerCase() === 'message').map((key) => [code, key]),
    );
    expect(modelled).not.toEqual([]);
    const written = modelled.map(([code]) => [
      code,
      ...Object.keys(JSON.parse(documentOf(api, code)) as object).filter((key) => key !== '__type'),
    ]);
    expect(written).toEqual(modelled);
  });

  it.each(QUERY_APIS)('is Message for every error of %s, whose protocol says so', async (name) => {
    for (const [code] of await errorsOf(name))
      expect(documentOf(apiOf(name), code)).toContain('<Message>why</Message>');
  });

  it('is Message for Budgets', () => {
    const document = documentOf(apiOf('budgets'), 'NotFoundException');
    expect(JSON.parse(document)).toEqual({ __type: 'NotFoundException', Message: 'why' });
  });
});
