import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Outcomes of the deployments under one kind of fault, or in one scenario. */
export interface ScenarioResult {
  readonly scenario: string;
  readonly runs: number;
  /** Succeeded as intended. */
  readonly succeeded: number;
  /** Failed with the cause and rolled back. */
  readonly rolledBack: number;
  /** Failed with the cause, and the fault struck the rollback too; the next destroy completed it. */
  readonly stuck: number;
  /** Resources left after the stack was destroyed. */
  readonly left: number;
  /** API calls of the longest run. */
  readonly maxCalls: number;
}

/** A run's outcome, in the categories of {@link ScenarioResult}. */
export interface RunResult {
  readonly end: 'succeeded' | 'rolledBack' | 'stuck';
  readonly left: number;
  readonly calls: number;
}

/** Counts a test file's runs; with RELIABILITY_REPORT they are written to a JSON file in that folder. */
export class Tally {
  private readonly results = new Map<string, ScenarioResult>();

  /** @param name - of the JSON file */
  constructor(private readonly name: string) {}

  add(scenario: string, { end, left, calls }: RunResult): void {
    const none = { scenario, runs: 0, succeeded: 0, rolledBack: 0, stuck: 0, left: 0, maxCalls: 0 };
    const before = this.results.get(scenario) ?? none;
    this.results.set(scenario, {
      ...before,
      runs: before.runs + 1,
      [end]: before[end] + 1,
      left: before.left + left,
      maxCalls: Math.max(before.maxCalls, calls),
    });
  }

  write(): void {
    writeResults(`${this.name}.json`, [...this.results.values()]);
  }
}

/** With RELIABILITY_REPORT, writes results into a JSON file in that folder. */
export function writeResults(file: string, results: unknown): void {
  const { RELIABILITY_REPORT: folder } = process.env;
  if (folder !== undefined) writeFileSync(join(folder, file), JSON.stringify(results));
}
