import type { VNode } from 'preact';
import type { UseCaseName } from '../../domain/use-cases';
import { SHELVES, type ShelfKind } from '../shelves';
import { useVisit } from '../visit';
import { Shelf } from './shelf';

/** The shelves of a place for which the stack has a recommender. */
export function Shelves({
  place,
  itemId,
}: {
  readonly place: ShelfKind['place'];
  readonly itemId?: string;
}): VNode {
  const { useCases } = useVisit().shop;
  const names = (Object.keys(SHELVES) as UseCaseName[]).filter(
    (useCase) => SHELVES[useCase].place === place && useCases.includes(useCase),
  );
  return (
    <>
      {names.map((useCase) => (
        <Shelf key={useCase} useCase={useCase} itemId={itemId} />
      ))}
    </>
  );
}
