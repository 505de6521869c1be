/** The token of a page that is not the first. */
export const NEXT_TOKEN = { type: 'string', min: 1, max: 1024 } as const;

/** Entries of a page, as many as CloudFormation gives. */
export const PAGE_SIZE = 100;
