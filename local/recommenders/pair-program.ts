import { compiled } from '../../domain/wasm/compiled';
import type { Program, ProgramExports } from '../../domain/wasm/program';
import { CODE } from './item-pairs.wasm';

/** Address of something in the program's memory. */
type Address = number;

/** What wasm/item-pairs/ exports; see there. */
export interface PairExports extends ProgramExports {
  setEntries(columns: Address, values: Address, ages: Address): void;
  setTiles(itemCount: number, items: Address, starts: Address, entries: Address, ends: Address): void;
  partItems(): number;
  mostPairs(tiles: number): number;
  listEntries(tiles: number, users: Address, userCount: number, tileOf: Address, partners: Address): void;
  scoreShrunkCosine(norms: Address): void;
  scoreBoughtTogether(n: Address, N: number): void;
  bytesOfPairs(count: number): number;
  setPairs(pairs: Address): void;
  setBest(
    most: number,
    starts: Address,
    lengths: Address,
    items: Address,
    scores: Address,
    least: Address,
  ): void;
  compareTile(tile: number): void;
  offer(row: number, item: number, score: number): void;
  sortRows(rowCount: number): void;
}

export type PairProgram = Program<PairExports>;

/** The program's code, compiled once for all threads. */
export const pairModule = compiled(CODE);
