/** The columns of interactions that models learn from. */
export const KEY_COLUMNS: readonly string[] = ['USER_ID', 'ITEM_ID', 'EVENT_TYPE', 'TIMESTAMP'];
