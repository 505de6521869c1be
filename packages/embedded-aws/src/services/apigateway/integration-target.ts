const TARGET = /^integrations\/([^/]+)$/;

/** The id of a route's integration: its target is `integrations/ID`. */
export const integrationIdOf = ({ target = '' }: { readonly target?: string }): string | undefined =>
  TARGET.exec(target)?.[1];

const FUNCTION_ARN = /^arn:aws[\w-]*:lambda:([\w-]+):\d{12}:function:[\w-]+(?::[\w$-]+)?$/;
/** The URI form of REST APIs, which HTTP APIs accept too. */
const INVOCATION_ARN =
  /^arn:aws[\w-]*:apigateway:[\w-]+:lambda:path\/2015-03-31\/functions\/([^/]+)\/invocations$/;

/** The function behind an integration's URI, and its region; undefined for anything else. */
export function functionOf(uri: string): { readonly arn: string; readonly region: string } | undefined {
  const arn = INVOCATION_ARN.exec(uri)?.[1] ?? uri;
  const region = FUNCTION_ARN.exec(arn)?.[1];
  return region === undefined ? undefined : { arn, region };
}
