import { compiled, Program, type ProgramExports } from '@ecommerce-recommenders/wasm/program';
import { CODE } from '@ecommerce-recommenders/wasm/rows.wasm';

/** An address in the program's memory. */
type Address = number;

/** Exports of packages/wasm/assembly/rows/. */
export interface RowsExports extends ProgramExports {
  setDialect(
    delimiter: number,
    delimiterBytes: number,
    quote: number,
    quoteBytes: number,
    escape: number,
    isRelaxed: boolean,
  ): void;
  scanPlain(text: Address, from: number, length: number, width: number, fields: Address): number;
  scanRows(
    text: Address,
    from: number,
    length: number,
    width: number,
    fields: Address,
    isLast: boolean,
  ): void;
  found(): Address;
  countLines(start: Address, end: Address): number;

  newInteractions(width: number, item: number, user: number, event: number, timestamp: number): Address;
  setRoom(
    interactions: Address,
    rows: Address,
    events: Address,
    seconds: Address,
    numbers: Address,
    ends: Address,
  ): void;
  addEventName(interactions: Address, name: Address, length: number): void;
  keepEventType(interactions: Address, type: Address, length: number, event: number): void;
  keepRows(interactions: Address, text: Address, fields: Address, count: number): number;
  checkRows(interactions: Address, from: number): number;
  countUsers(interactions: Address): void;
  isOrdered(interactions: Address): number;
  latest(interactions: Address): number;
  userCount(interactions: Address): number;
  copyCounts(interactions: Address, counts: Address): void;
  writeRows(interactions: Address, out: Address): number;

  partRows(
    text: Address,
    ends: Address,
    areHeldOut: Address,
    count: number,
    others: Address,
    heldOut: Address,
  ): Address;
  readonly heldOutEnd: WebAssembly.Global;
}

const rowsModule = compiled(CODE);

/** Creates an instance of the program for CSV rows. */
export const newRowsProgram = (): Program<RowsExports> => new Program(rowsModule());
