import type { ArchiveProfile } from '../../domain/profile/archive-profile';
import type { ColumnProfile } from '../../domain/profile/column-profile';

/** Columns of interactions.csv; ids are those of the kept rows, which are all that is imported. */
export function interactionColumns({ interactions }: ArchiveProfile): ColumnProfile[] {
  const { log, eventTypes, otherColumns } = interactions;
  const text = { type: 'text', missing: 0, isEstimate: false, isPersonal: false, top: [] } as const;
  const occurring = eventTypes.filter(({ rows, name }) => rows > 0 && name !== '');
  return [
    { ...text, name: 'ITEM_ID', distinct: log.itemIds.size },
    { ...text, name: 'USER_ID', distinct: log.userIds.size },
    {
      ...text,
      name: 'EVENT_TYPE',
      distinct: occurring.length,
      missing: eventTypes.find(({ name }) => name === '')?.rows ?? 0,
      top: occurring.map(({ name, rows }) => ({ value: name, rows })),
    },
    ...otherColumns,
  ];
}
