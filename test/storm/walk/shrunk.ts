import { SETTING_NAMES } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import type { Step, Walk } from './walk';

/**
 * The shortest walk found that still fails: leaves out steps, halves of the walk first; then each step's changes of settings, one by
 * one; then faults and cancellations. What is left out stays out if the rest still fails.
 *
 * @param fails - whether a walk fails in the same way
 */
export async function shrunk(walk: Walk, fails: (walk: Walk) => Promise<boolean>): Promise<Walk> {
  let shortest = await withFewerSteps(walk, fails);
  for (const lessOf of [fewerChanges, calmer]) {
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

/** Leaves out runs of steps, halves first. */
async function withFewerSteps(walk: Walk, fails: (walk: Walk) => Promise<boolean>): Promise<Walk> {
  let { steps } = walk;
  for (let size = steps.length >> 1; size >= 1; size >>= 1) {
    for (let at = 0; at + size <= steps.length;) {
      const fewer = [...steps.slice(0, at), ...steps.slice(at + size)];
      if (fewer.length > 0 && (await fails({ ...walk, steps: fewer }))) steps = fewer;
      else at += size;
    }
  }
  return { ...walk, steps };
}

/**
 * Without one change of a setting: the step, and those after it as long as they keep the value, have the value of the step before; in
 * the first step, the default.
 */
function fewerChanges({ steps, ...others }: Walk): Walk[] {
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
      return { ...others, steps: changed };
    }),
  );
}

const differ = (step: Step, other: Step | undefined, name: (typeof SETTING_NAMES)[number]): boolean =>
  JSON.stringify(step.configuration.given[name]) !== JSON.stringify(other?.configuration.given[name]);

/** Without one fault, one cancellation, one destroy in between, or what else happens to the stack. */
function calmer(walk: Walk): Walk[] {
  const { steps, end, hasSlowImports } = walk;
  return [
    ...(hasSlowImports ? [{ ...walk, hasSlowImports: undefined }] : []),
    ...(end ? [{ ...walk, end: undefined }] : []),
    ...withoutOne(end?.faults ?? []).map((faults) => ({ ...walk, end: { ...end!, faults } })),
    ...steps.flatMap((step, at) =>
      calmerSteps(step).map((one) => ({
        ...walk,
        steps: steps.map((same, index) => (index === at ? one : same)),
      })),
    ),
  ];
}

function calmerSteps(step: Step): Step[] {
  const { strike } = step;
  const weather = (['strike', 'cancelAfter', 'isAnew', 'byHand'] as const).filter(
    (name) => step[name] !== undefined,
  );
  return [
    ...weather.map((name) => ({ ...step, [name]: undefined })),
    ...withoutOne(strike?.faults ?? []).map((faults) => ({ ...step, strike: { ...strike!, faults } })),
  ];
}

/** Lists without one member each; none if nothing would be left. */
const withoutOne = <One>(list: readonly One[]): One[][] =>
  list.length < 2 ? [] : list.map((_, at) => list.filter((_one, index) => index !== at));
