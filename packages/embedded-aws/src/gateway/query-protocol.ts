import type { Actions } from './action';
import { callOf, readBody, runAction, unknownOperation, unresolved, type Service } from './service';
import type { Fields, Shape } from './shape';
import { toXml } from './xml';

/** What differs between services of AWS's query protocol. */
export interface QueryProtocol<Store> {
  readonly name: string;
  readonly xmlns: string;
  readonly actions: Actions<Store>;
}

/** @see https://smithy.io/2.0/aws/protocols/aws-query-protocol.html */
export function queryService<Store>({ name, xmlns, actions }: QueryProtocol<Store>): Service<Store> {
  const headers = { 'content-type': 'text/xml' };
  const operations = { actions, refusals: REFUSALS, invalidInput: INVALID_INPUT };
  return {
    ...operations,
    resolve: async (asked) => {
      const form = new URLSearchParams((await readBody(asked)).toString('utf8'));
      const operation = form.get('Action') ?? '';
      if (!Object.hasOwn(actions, operation))
        return unresolved(operation, unknownOperation(name, operation, Object.keys(actions)));
      return {
        operation,
        handle: async (request, store) => {
          const input = parseForm(form, actions[operation].input);
          const output = await runAction(operations, operation, input, store, callOf(request));
          const result = `<${operation}Result>${toXml(output ?? {})}</${operation}Result>`;
          const metadata = toXml({ ResponseMetadata: { RequestId: request.id } });
          const body = `<${operation}Response xmlns="${xmlns}">${result}${metadata}</${operation}Response>`;
          return { status: 200, headers, body };
        },
      };
    },
    renderError: ({ code, message, status }, request) => {
      const error = { Type: status < 500 ? 'Sender' : 'Receiver', Code: code, Message: message };
      const body = `<ErrorResponse xmlns="${xmlns}">${toXml({ Error: error, RequestId: request.id })}</ErrorResponse>`;
      return { status, headers, body };
    },
  };
}

const INVALID_INPUT = 'ValidationError' as const;

const REFUSALS = {
  accessDenied: ['AccessDenied', 403],
  expiredToken: ['ExpiredToken', 403],
  invalidToken: ['InvalidClientTokenId', 403],
} as const;

interface FormNode {
  text?: string;
  readonly members: Map<string, FormNode>;
}

/**
 * Parses a form such as `Tags.member.1.Key=a&Tags.member.1.Value=b` by its shapes. Unknown members are kept
 * as text, for validation to reject.
 */
export function parseForm(form: URLSearchParams, fields: Fields): Record<string, unknown> {
  const root: FormNode = { members: new Map() };
  for (const [key, value] of form) {
    if (key === 'Action' || key === 'Version') continue;
    let node = root;
    for (const part of key.split('.')) {
      if (!node.members.has(part)) node.members.set(part, { members: new Map() });
      node = node.members.get(part)!;
    }
    node.text = value;
  }
  return toStructure(root, fields);
}

function toStructure(node: FormNode, fields: Fields): Record<string, unknown> {
  return Object.fromEntries(
    [...node.members].map(([name, member]) => [
      name,
      toValue(member, Object.hasOwn(fields, name) ? fields[name] : undefined),
    ]),
  );
}

function toValue(node: FormNode, shape: Shape | undefined): unknown {
  switch (shape?.type) {
    case 'structure':
      return toStructure(node, shape.fields);
    case 'list': {
      // An empty list is `Name=`, others `Name.member.1=…`.
      const entries = [...(node.members.get('member')?.members ?? [])];
      return entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, entry]) => toValue(entry, shape.of));
    }
    case 'map': {
      // `Name.entry.1.key=…&Name.entry.1.value=…`; some maps use capitals.
      const entries = [...(node.members.get('entry')?.members.values() ?? [])].map(({ members }) => [
        (members.get('key') ?? members.get('Name'))?.text ?? '',
        toValue(members.get('value') ?? members.get('Value') ?? { members: new Map() }, shape.of),
      ]);
      return Object.fromEntries(entries) as Record<string, unknown>;
    }
    case 'integer':
    case 'number':
      return Number(node.text);
    case 'boolean':
      return node.text === 'true' ? true : node.text === 'false' ? false : node.text;
    default:
      return node.text;
  }
}
