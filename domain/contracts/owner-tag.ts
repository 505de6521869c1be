/** Tag that every Personalize resource gets at creation; its value is the id of the stack that made it. */
export const OWNER_TAG = 'stack';
