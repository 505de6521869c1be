import { keptByText } from '../../../kept-by-text';
import { badRequest } from '../apigateway-errors';

/** A part of a route's path: text, `{name}` or, at the end, `{name+}`. */
export type RouteSegment =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'one' | 'rest'; readonly name: string };

/** A parsed route key. */
export type RouteKey =
  | { readonly kind: 'default' }
  | {
      readonly kind: 'path';
      readonly method: string;
      readonly path: string;
      readonly segments: readonly RouteSegment[];
    };

const METHODS: ReadonlySet<string> = new Set([
  'ANY',
  'DELETE',
  'GET',
  'HEAD',
  'OPTIONS',
  'PATCH',
  'POST',
  'PUT',
]);

const VARIABLE = /^\{([\w.-]+)(\+?)\}$/;

/** @throws AwsError `BadRequestException` */
export const parseRouteKey = keptByText((key): RouteKey => {
  if (key === '$default') return { kind: 'default' };
  const [method, path, ...rest] = key.split(' ');
  if (!METHODS.has(method) || !path?.startsWith('/') || rest.length > 0)
    throw badRequest(
      'The provided route key is not formatted properly for HTTP protocol. Format should be ' +
        `"<HTTP METHOD> /<RESOURCE PATH>" or "$default", got ${key}`,
    );
  const segments = path.slice(1).split('/').map(parseSegment);
  const names = segments.flatMap((segment) => (segment.kind === 'text' ? [] : [segment.name]));
  if (new Set(names).size < names.length) throw badRequest(`The route ${key} has a path variable twice`);
  if (segments.slice(0, -1).some(({ kind }) => kind === 'rest'))
    throw badRequest(`The greedy path variable of ${key} must be at the end of the path`);
  return { kind: 'path', method, path, segments };
});

function parseSegment(text: string): RouteSegment {
  const variable = VARIABLE.exec(text);
  if (variable) return { kind: variable[2] ? 'rest' : 'one', name: variable[1] };
  if (/[{}]/.test(text)) throw badRequest(`A path variable is a whole part of the path: {name}, got ${text}`);
  return { kind: 'text', text };
}
