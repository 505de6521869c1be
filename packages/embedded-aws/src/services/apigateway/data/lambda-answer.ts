import { validateHeaderName, validateHeaderValue } from 'node:http';
import { isRecord, MAX_DOCUMENT_LEVELS, parseBoundedJson } from '../../../bounded-json';
import type { Header } from './cors';

/** An HTTP answer of an API. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: readonly Header[];
  readonly body: string | Buffer;
}

/** Headers that the gateway sets itself. */
const OWN: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

const DEFAULT_TYPE: Header = ['content-type', 'text/plain;charset=UTF-8'];
const JSON_TYPE: Header = ['content-type', 'application/json'];

/**
 * Converts a function's output in payload format 2.0. Without a statusCode, the output itself is the JSON body.
 *
 * @param payload - JSON text
 * @throws Error that says what is wrong with it
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function lambdaAnswer(payload: string): ApiAnswer {
  const output = parseBoundedJson(payload, MAX_DOCUMENT_LEVELS);
  if (!isRecord(output) || output.statusCode === undefined)
    return {
      status: 200,
      headers: [JSON_TYPE],
      body: typeof output === 'string' ? output : payload,
    };
  const { statusCode, headers = {}, cookies = [], body = '', isBase64Encoded = false } = output;
  // Number() would convert [200] too, and throw for an object whose toString is not a function.
  const status = typeof statusCode === 'string' ? Number(statusCode) : statusCode;
  if (!isInteger(status) || status < 200 || status > 599)
    throw malformed(`statusCode is ${JSON.stringify(statusCode)}`);
  if (headers !== null && !isRecord(headers)) throw malformed('headers is not an object');
  if (!isListOfTexts(cookies)) throw malformed('cookies is not a list of texts');
  if (body !== null && typeof body !== 'string') throw malformed('body is not a text');
  const given = Object.entries(headers ?? {}).map(([name, value]) => headerOf(name, value));
  const hasType = given.some(([name]) => name === 'content-type');
  return {
    status,
    headers: [
      ...(hasType ? [] : [DEFAULT_TYPE]),
      ...given.filter(([name]) => !OWN.has(name)),
      ...cookies.map((cookie) => headerOf('set-cookie', cookie)),
    ],
    body: isBase64Encoded === true ? Buffer.from(body ?? '', 'base64') : (body ?? ''),
  };
}

const isInteger = (value: unknown): value is number => Number.isInteger(value);

const isListOfTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');

function headerOf(name: string, value: unknown): Header {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
    throw malformed(`the header ${name} is not a text`);
  try {
    validateHeaderName(name);
    validateHeaderValue(name, String(value));
  } catch (cause) {
    throw malformed((cause as Error).message);
  }
  return [name.toLowerCase(), String(value)];
}

const malformed = (what: string): Error =>
  new Error(
    `The response from the Lambda function doesn't match the format that API Gateway expects: ${what}.`,
  );
