import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { CASES, type ServiceName } from './cases/cases';
import { conformanceDocument, countRows, OUTCOMES, SERVICES, type Outcomes } from './conformance-document';
import { runCase, type Outcome } from './run-case';

const DOCUMENT = resolve(__dirname, '../../../docs/conformance.md');

/** Runs all cases, one after the other, and prints the answers that are wrong. */
async function outcomesOfAll(): Promise<Outcomes> {
  const outcomes = {} as Record<ServiceName, Outcome[]>;
  for (const service of SERVICES) {
    outcomes[service] = [];
    for (const one of CASES[service]) {
      const { outcome, answer } = await runCase(one);
      outcomes[service].push(outcome);
      if (outcome === 'wrong')
        console.error(
          `${service}: ${one.title}\n  expected ${JSON.stringify(one.expected, (_key, value: unknown) => (value instanceof RegExp ? String(value) : value))}\n  got      ${JSON.stringify(answer)}`,
        );
    }
  }
  return outcomes;
}

function print(outcomes: Outcomes): void {
  const rows = [['service', 'cases', ...OUTCOMES], ...countRows(outcomes)].map((row) => row.map(String));
  const widths = rows[0].map((_head, at) => Math.max(...rows.map((row) => row[at].length)));
  for (const row of rows)
    console.log(
      row.map((text, at) => (at === 0 ? text.padEnd(widths[at]) : text.padStart(widths[at]))).join('  '),
    );
}

// Prints the table, and writes docs/conformance.md if nothing is wrong.
void outcomesOfAll().then((outcomes) => {
  print(outcomes);
  if (SERVICES.some((service) => outcomes[service].includes('wrong'))) process.exitCode = 1;
  else writeFileSync(DOCUMENT, conformanceDocument(outcomes));
});
