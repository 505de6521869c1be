import { compiled, type Program, type ProgramExports } from '@ecommerce-recommenders/wasm/program';
import { CODE } from '@ecommerce-recommenders/wasm/item-pairs.wasm';

/** An address in the program's memory. */
type Address = number;

/** Exports of packages/wasm/assembly/item-pairs/. */
export interface PairExports extends ProgramExports {
  setInteractions(items: Address, events: Address, timestamps: Address, weights: Address): void;
  setHistory(sums: Address, ageOf: Address, momentsOf: Address): void;
  setMarks(marks: Address, words: number): void;
  enterUsers(firstUser: number, endUser: number, rows: Address, firstRow: number, starts: Address): void;
  setEntries(columns: Address, values: Address, ages: Address, moments: Address): void;
  setTiles(itemCount: number, items: Address, starts: Address, groups: Address, ends: Address): void;
  partItems(): number;
  mostPairs(tiles: number): number;
  setUsers(users: Address, tileOf: Address, partners: Address, tileCount: number): void;
  countGroups(firstUser: number, endUser: number): void;
  addUpGroups(tileCount: number): number;
  listGroups(firstUser: number, endUser: number): void;
  scoreShrunkCosine(norms: Address, lambda: number, leastUsers: number): void;
  scoreBoughtTogether(n: Address, N: number, leastCustomers: number): void;
  scoreSequence(closeness: Address, norms: Address): void;
  newPairs(count: number): Address;
  setPairs(pairs: Address): void;
  setBest(
    rowCount: number,
    most: number,
    starts: Address,
    lengths: Address,
    items: Address,
    scores: Address,
    least: Address,
  ): void;
  shareRows(locks: Address): void;
  compareTile(tile: number): void;
  offer(row: number, item: number, score: number): void;
  trimRows(starts: Address): void;
  copySorted(row: number, items: Address, scores: Address): void;
}

export type PairProgram = Program<PairExports>;

/** The program, compiled once for all threads. */
export const pairModule = compiled(CODE);
