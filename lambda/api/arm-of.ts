/** Arm of an experiment: who gets recommendations, and who gets something else to compare with. */
export type Arm = 'recommendations' | 'control';

/** Arm of a visitor; `undefined` without an experiment. */
export const armOf = (_visitor: number | undefined): Arm | undefined => undefined;
