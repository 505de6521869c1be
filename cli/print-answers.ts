import pc from 'picocolors';
import type { WriteStream } from 'node:tty';
import { visible } from '../domain/visible';
import { USE_CASES, type UseCaseName } from '../domain/use-cases';
import { recommendationTable } from './recommendation-table';
import type { ReadyRun } from './start';

/** Prints the stack's outputs and every answer. */
export function printAnswers({ outputs, recommendations }: ReadyRun, stdout: WriteStream): void {
  const print = (line: string): void => void stdout.write(`${line}\n`);
  print(`\n${pc.bold('Outputs')}`);
  for (const [key, value] of Object.entries(outputs)) print(`  ${key} = ${value}`);
  for (const [useCase, answers] of Object.entries(recommendations))
    for (const { input, items } of answers) {
      const asked = Object.entries(input).map(([id, value]) => `${id} ${visible(value)}`);
      print(`\n${pc.bold(USE_CASES[useCase as UseCaseName].title)} for ${asked.join(', ')}`);
      print(recommendationTable(items, stdout.isTTY));
    }
  print('');
}
