import { CsvMemory } from './csv-memory';

/** More are not needed: few files are read at the same time. */
const MAX_IDLE = 4;

/** Memory that no file is being read in: data may come in hundreds of short files, each read sooner than memory is made. */
const idle: CsvMemory[] = [];

/** Memory for one file. */
export function takeMemory(): CsvMemory {
  return idle.pop() ?? new CsvMemory();
}

/** Leaves memory to the next file. */
export function giveBack(memory: CsvMemory): void {
  if (!memory.hasGrown && idle.length < MAX_IDLE) idle.push(memory);
}
