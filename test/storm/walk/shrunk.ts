import { SETTING_NAMES } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import type { Step, Walk } from './walk';

/**
 * The shortest walk found that still fails: leaves out steps, halves of the walk first; then each step's changes of settings, one by
 * one; then faults and cancellations. What is left out stays out if the rest still fails.
 *
 * @param fails - whether a walk fails in the same way
 */
export async function shrunk(walk: Walk, fails: (walk: Walk) => Promise<boolean>): Promise<Walk> {
  let shortest = walk;
  for (const lessOf of [fewerSteps, fewerChanges, calmer]) {
    for (let at = 0; ;) {
      const less = lessOf(shortest)[at];
      if (less === undefined) break;
      // What could not be left out before this place still cannot, as a rule.
      if (await fails(less)) shortest = less;
      else at += 1;
    }
  }
  return shortest;
}

/** Without a run of steps: the longest runs first, a single step last. */
function fewerSteps({ steps, end }: Walk): Walk[] {
  const less: Walk[] = [];
  for (let size = steps.length >> 1; size >= 1; size >>= 1)
    for (let at = 0; at + size <= steps.length; at += 1)
      less.push({ steps: [...steps.slice(0, at), ...steps.slice(at + size)], end });
  return less;
}

/**
 * Without one change of a setting: the step, and those after it as long as they keep the value, have the value of the step before; in
 * the first step, the default.
 */
function fewerChanges({ steps, end }: Walk): Walk[] {
  return steps.flatMap((step, at) =>
    SETTING_NAMES.filter((name) => differ(step, steps[at - 1], name)).map((name) => {
      const value = steps[at - 1]?.configuration.given[name];
      let keeps = true;
      const changed = steps.map((one, index) => {
        keeps &&= index < at || !differ(one, step, name);
        if (index < at || !keeps) return one;
        const { configuration } = one;
        return {
          ...one,
          configuration: { ...configuration, given: { ...configuration.given, [name]: value } },
        };
      });
      return { steps: changed, end };
    }),
  );
}

const differ = (step: Step, other: Step | undefined, name: (typeof SETTING_NAMES)[number]): boolean =>
  JSON.stringify(step.configuration.given[name]) !== JSON.stringify(other?.configuration.given[name]);

/** Without one fault, one cancellation, or one destroy in between. */
function calmer({ steps, end }: Walk): Walk[] {
  const ends = end ? withoutOne(end.faults).map((faults) => ({ ...end, faults })) : [];
  return [
    ...(end ? [{ steps }] : []),
    ...ends.map((one) => ({ steps, end: one })),
    ...steps.flatMap((step, at) =>
      calmerSteps(step).map((one) => ({
        steps: steps.map((same, index) => (index === at ? one : same)),
        end,
      })),
    ),
  ];
}

function calmerSteps(step: Step): Step[] {
  const { strike } = step;
  const weather = (['strike', 'cancelAfter', 'isAnew'] as const).filter((name) => step[name] !== undefined);
  return [
    ...weather.map((name) => ({ ...step, [name]: undefined })),
    ...withoutOne(strike?.faults ?? []).map((faults) => ({ ...step, strike: { ...strike!, faults } })),
  ];
}

/** Lists without one member each; none if nothing would be left. */
const withoutOne = <One>(list: readonly One[]): One[][] =>
  list.length < 2 ? [] : list.map((_, at) => list.filter((_one, index) => index !== at));
