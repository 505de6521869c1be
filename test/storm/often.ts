/**
 * How many cases of a storm run: all of them with `STORMS=all` (`npm run reliability`, and the workflow every night), otherwise the
 * first quarter.
 */
export const often = (all: number): number => (process.env.STORMS === 'all' ? all : Math.ceil(all / 4));
