import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What became of the deployments under one kind of fault, or in one scenario. */
export interface ScenarioResult {
  readonly scenario: string;
  readonly runs: number;
  /** Ended as they were meant to. */
  readonly succeeded: number;
  /** Failed with the cause and rolled back. */
  readonly rolledBack: number;
  /** Failed with the cause where the fault struck the way back, too; the next destroy then did the rest. */
  readonly stuck: number;
  /** Resources that were left when the stack had been destroyed. */
  readonly left: number;
  /** Calls of the API in the longest run. */
  readonly maxCalls: number;
}

/** How a run ended, as {@link ScenarioResult} counts it. */
export interface RunResult {
  readonly end: 'succeeded' | 'rolledBack' | 'stuck';
  readonly left: number;
  readonly calls: number;
}

/** Counts the runs of a test file; with RELIABILITY_REPORT they end in a JSON file of that folder. */
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
    const { RELIABILITY_REPORT: folder } = process.env;
    if (folder !== undefined)
      writeFileSync(join(folder, `${this.name}.json`), JSON.stringify([...this.results.values()]));
  }
}
