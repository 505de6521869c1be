import { lacks } from './lacks';

/** Members of boto3's clients that are no operations of the service, or built of offered ones. */
const NO_OPERATIONS =
  /^(?:get_waiter|meta|exceptions|can_paginate|get_paginator|generate_presigned|upload_file|download_file|_)/;

/** Services by a word in the name of a fixture that makes their resources. */
const FIXTURES = /sqs|dynamodb|kinesis|firehose|secret|ecs|httpserver|http_server|platform_application/g;

/** The need of a call by boto3's names, `put_bucket_cors`, in the API's. */
function needOfCall(client: string, method: string): string[] {
  if (NO_OPERATIONS.test(method)) return [];
  const service = client.replace(/_$/, '');
  const operation = method.replace(/(?:^|_)(\w)/g, (_all, letter: string) => letter.toUpperCase());
  return [lacks(service) ? service : `${service}:${operation}`];
}

const matches = (text: string, pattern: RegExp): string[][] =>
  [...text.matchAll(pattern)].map((found) => [...found]);

/** What state machines have that the embedded AWS's have not (STATES-2). */
const UNSUPPORTED: readonly (readonly [need: string, pattern: RegExp])[] = [
  ['distributed maps', /"DISTRIBUTED"/],
  ['callbacks', /waitForTaskToken/],
  ['HeartbeatSeconds', /HeartbeatSeconds/],
  ['Map with Iterator', /"Iterator"/],
];

/** Resource types, intrinsic functions and service integrations in a template, or in code that has one. */
function needsOfTemplate(text: string): string[] {
  const types = matches(text, /Type["']?\s*:\s*["']?(AWS::\w+::\w+(?:::\w+)*)/g).map(([, type]) => type);
  const services = matches(text, /:states:::(?:aws-sdk:)?(\w+):/g).map(([, service]) =>
    service.toLowerCase(),
  );
  return [
    ...types.filter((type) => !type.startsWith('AWS::SSM::Parameter::Value')),
    ...matches(text, /\bStates\.(?!ALL\b)[A-Z]\w*(?=\()/g).map(([name]) => name),
    ...UNSUPPORTED.flatMap(([need, pattern]) => (pattern.test(text) ? [need] : [])),
    ...services.filter((service) => !/^(?:states|sfn|glue|personalize)$/.test(service)),
  ];
}

/** The function of that name in a Python file, without its decorators. */
export function testCode(code: string, name: string): string {
  const [found, indent] = new RegExp(`^( *)def ${name}\\(.*\n`, 'm').exec(code) ?? [];
  if (found === undefined) return '';
  const rest = code.slice(code.indexOf(found) + found.length);
  const end = rest.search(new RegExp(`^ {0,${indent.length}}[@\\w]`, 'm'));
  return found + (end < 0 ? rest : rest.slice(0, end));
}

/** What a test needs that the embedded AWS does not have, sorted; `templateOf` finds a template by its
 * name, that of its file or of a constant. */
export function needsOf(code: string, templateOf: (name: string) => string | undefined): string[] {
  const [signature = ''] = /\([^)]*\)/.exec(code) ?? [];
  const templates = matches(code, /([\w.-]+\.(?:ya?ml|json))["']/g).flatMap(
    ([, name]) => templateOf(name) ?? [],
  );
  const machines = matches(code, /\b[A-Z]\w*\.([A-Z][A-Z0-9_]+)\b/g).flatMap(
    ([, name]) => templateOf(name) ?? [],
  );
  const needs = [
    ...matches(code, /\baws_client\w*(?:\([^()]*(?:\([^()]*\))?[^()]*\))?\.(\w+)\.(\w+)/g).flatMap(
      ([, client, method]) => needOfCall(client, method),
    ),
    ...matches(code, /\baws_client\.(\w+)\.get_paginator\(["'](\w+)/g).flatMap(([, client, method]) =>
      needOfCall(client, method),
    ),
    ...matches(code, /\baws_cloudwatch_client\.(\w+)/g).flatMap(([, method]) =>
      needOfCall('cloudwatch', method),
    ),
    ...(/StateMachineType\.EXPRESS/.test(code) ? ['EXPRESS'] : []),
    ...matches(signature, FIXTURES).map(([word]) => word),
    ...matches(code, /\bRuntime\.((?:java|go|ruby|dotnet|provided)\w*)/g).map(
      ([, runtime]) => `runtime ${runtime}`,
    ),
    ...[code, ...templates, ...machines].flatMap(needsOfTemplate),
  ];
  return [...new Set(needs)].filter(lacks).sort();
}
