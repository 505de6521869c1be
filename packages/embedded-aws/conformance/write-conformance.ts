import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { CASES } from './cases/cases';
import {
  CASE_HEAD,
  caseRows,
  conformanceDocument,
  declaredOutcome,
  RECORDING_HEAD,
  recordingRows,
  SERVICES,
} from './conformance-document';
import { runCase } from './run-case';

const DOCUMENT = resolve(__dirname, '../../../docs/conformance.md');

/** Runs all cases, one after the other, prints those that do not end as declared, and returns their number. */
async function surprises(): Promise<number> {
  let count = 0;
  for (const service of SERVICES)
    for (const one of CASES[service]) {
      const { outcome, answer } = await runCase(one);
      if (outcome === declaredOutcome(one)) continue;
      count += 1;
      console.error(
        `${service}: ${one.title}\n  is ${outcome}, declared ${declaredOutcome(one)}\n  expected ${JSON.stringify(one.expected, (_key, value: unknown) => (value instanceof RegExp ? String(value) : value))}\n  got      ${JSON.stringify(answer)}`,
      );
    }
  return count;
}

function print(...table: readonly (readonly (string | number)[])[]): void {
  const rows = table.map((row) => row.map(String));
  const widths = rows[0].map((_head, at) => Math.max(...rows.map((row) => row[at].length)));
  for (const row of rows)
    console.log(
      row.map((text, at) => (at === 0 ? text.padEnd(widths[at]) : text.padStart(widths[at]))).join('  '),
    );
}

// Prints the tables, and writes docs/conformance.md if all cases end as declared.
void surprises().then((count) => {
  print(RECORDING_HEAD, ...recordingRows());
  print(CASE_HEAD, ...caseRows());
  if (count > 0) process.exitCode = 1;
  else writeFileSync(DOCUMENT, conformanceDocument());
});
