/** The three dataset types. Interactions come first: they are the only type that every use case needs. */
export const DATASET_TYPES = ['INTERACTIONS', 'ITEMS', 'USERS'] as const;

/** A dataset of a domain dataset group; upper case, as in Personalize's answers and ARNs. */
export type DatasetType = (typeof DATASET_TYPES)[number];
