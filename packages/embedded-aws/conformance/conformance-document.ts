import { CASES, type ServiceName } from './cases/cases';
import type { ConformanceCase } from './conformance-case';
import type { Outcome } from './run-case';
import { sourceLink } from './sources';

/** Outcomes of a service's cases, in their order. */
export type Outcomes = Readonly<Record<ServiceName, readonly Outcome[]>>;

/** The heads of the columns, in order. */
export const OUTCOMES = ['passed', 'declared difference', 'wrong'] as const satisfies readonly Outcome[];

/** All services that have cases. */
export const SERVICES = Object.keys(CASES) as ServiceName[];

/** What the cases are where nothing is wrong: `npm run conformance` writes nothing else. */
export const declaredOutcomes = (): Outcomes =>
  Object.fromEntries(
    SERVICES.map((service): [ServiceName, Outcome[]] => [
      service,
      CASES[service].map(({ differs }) => (differs ? 'declared difference' : 'passed')),
    ]),
  ) as unknown as Outcomes;

/** Numbers of cases by outcome, with a row for each service and the total. */
export function countRows(outcomes: Outcomes): (string | number)[][] {
  const row = (name: string, list: readonly Outcome[]): (string | number)[] => [
    name,
    list.length,
    ...OUTCOMES.map((outcome) => list.filter((one) => one === outcome).length),
  ];
  return [
    ...SERVICES.map((service) => row(service, outcomes[service])),
    row(
      'all',
      SERVICES.flatMap((service) => outcomes[service]),
    ),
  ];
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', '↵');

const shown = (text: string): string => {
  const one = text.replaceAll('`', "'");
  return `\`${one.length > 160 ? `${one.slice(0, 160)}…` : one}\``;
};

function caseRow({ title, source, differs }: ConformanceCase): string {
  const test = 'test' in source && source.test ? ` ${shown(source.test)}` : '';
  const place = 'url' in source ? source.url.replace('https://', '') : `${source.repository}/${source.path}`;
  return `| ${cell(shown(title))} | [${cell(place)}](${sourceLink(source)})${cell(test)} | ${differs ? `differs: ${differs}` : 'passed'} |`;
}

/** docs/conformance.md. */
export function conformanceDocument(outcomes: Outcomes): string {
  return `# Conformance with AWS

Written by \`npm run conformance\`: do not edit.

Each case asks an embedded AWS over HTTP, with the clients of AWS's SDK, and holds the answer against what the real AWS was seen to
answer, or what its documentation says. The facts come from public sources, each named with the commit that was read; templates,
patterns and calls are this project's own. A case "differs" where a sentence of
[BEHAVIOUR.md](../packages/embedded-aws/BEHAVIOUR.md) says that the embedded AWS answers otherwise; it then holds the answer that is
declared there.

| service | cases | ${OUTCOMES.join(' | ')} |
| --- | ---: | ${OUTCOMES.map(() => '---:').join(' | ')} |
${countRows(outcomes)
  .map((row) => `| ${row.join(' | ')} |`)
  .join('\n')}
${SERVICES.map(
  (service) => `
## ${service}

| what AWS does | source | embedded AWS |
| --- | --- | --- |
${CASES[service].map(caseRow).join('\n')}
`,
).join('')}`;
}
