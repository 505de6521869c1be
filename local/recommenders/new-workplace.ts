import { BestOfRows } from './best-of-rows';
import { MAX_NEIGHBOURS, type Workplace } from './compare-tiles';
import type { PairProgram } from './pair-program';
import type { PairTiles } from './pair-tiles';

/** Makes room for a thread, which could not do that itself. */
export function newWorkplace(
  program: PairProgram,
  tiles: PairTiles,
): Workplace & { readonly best: BestOfRows } {
  return {
    pairs: program.run.allocate(program.run.bytesOfPairs(tiles.mostPairs)),
    best: new BestOfRows(program, MAX_NEIGHBOURS, tiles.partners),
  };
}
