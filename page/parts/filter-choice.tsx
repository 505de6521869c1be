import type { VNode } from 'preact';
import { useVisit } from '../visit';

/** Selects one of the stack's filters for all shelves; nothing if it has none. */
export function FilterChoice(): VNode | null {
  const { shop, filter, filterBy } = useVisit();
  if (shop.filters.length === 0) return null;
  return (
    <label class="filter">
      Filter
      <select value={filter} onChange={({ currentTarget }) => filterBy(currentTarget.value)}>
        <option value="">none</option>
        {shop.filters.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </label>
  );
}
