import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { textOf } from '../support/template-text';
import { EVERY_SHOP } from './support/every-shop';
import { listOf, resourcesOf, type Statement, type TemplateResource } from './support/resources';
import { synthesise } from './support/synthesise';

/** Every statement of every policy, made by `UPDATE_DOCS=1 npx jest test/lib/policies`: a review sees what a change allows. */
const FILE = join(__dirname, 'policies.txt');

type Resources = Readonly<Record<string, TemplateResource>>;

/** A value of a statement, with logical ids as names. */
function resolved(value: unknown, resources: Resources): unknown {
  if (Array.isArray(value)) return value.map((entry) => resolved(entry, resources));
  if (typeof value !== 'object' || value === null) return value;
  if (/^(Ref|Fn::\w+)$/.test(Object.keys(value)[0])) return textOf(value, resources);
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [textOf(name, resources), resolved(member, resources)]),
  );
}

/** `<LogicalId>: <Effect> <actions> on <resources> by <principal> if <condition>`, of inline, own and trust policies. */
function statementsIn(resources: Resources): string[] {
  return Object.entries(resources).flatMap(([id, { Properties = {} }]) => {
    const inline = (Properties.Policies ?? []) as readonly { readonly PolicyDocument: unknown }[];
    const documents = [
      ...[Properties.PolicyDocument, Properties.KeyPolicy, Properties.AssumeRolePolicyDocument],
      ...inline.map(({ PolicyDocument }) => PolicyDocument),
    ];
    return documents.flatMap((document) =>
      ((document as { Statement: Statement[] } | undefined)?.Statement ?? []).map(
        ({ Effect, Action, Resource, Principal, Condition }) => {
          const text = (value: unknown): string => JSON.stringify(resolved(value, resources));
          const statement = [
            `${id}: ${Effect} ${listOf(Action).join(', ')}`,
            ...(Resource ? [`on ${listOf(resolved(Resource, resources) as string).join(', ')}`] : []),
            ...(Principal ? [`by ${text(Principal)}`] : []),
            ...(Condition ? [`if ${text(Condition)}`] : []),
          ].join(' ');
          // An asset's hash, which changes with its content.
          return statement.replace(/\b[0-9a-f]{64}\b/g, 'HASH');
        },
      ),
    );
  });
}

it('each statement of a policy is one of policies.txt', () => {
  const known = new Set<string>();
  const text = Object.entries(EVERY_SHOP).flatMap(([shop, context]) => {
    const all = statementsIn(resourcesOf(synthesise({ context }).template));
    const others = [...new Set(all)].filter((one) => !known.has(one)).sort();
    for (const one of others) known.add(one);
    return [`# ${shop}`, ...others, ''];
  });
  if (process.env.UPDATE_DOCS) writeFileSync(FILE, text.join('\n'));
  expect(text).toEqual(readFileSync(FILE, 'utf8').split('\n'));
});
