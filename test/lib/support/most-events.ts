import { INVOCATION_MINUTES } from '@ecommerce-recommenders/shop-data/contracts/functions/run-patience';
import type { Definition, State } from './state-machines';

/** Seconds and events of some states. */
interface Cost {
  readonly seconds: number;
  readonly events: number;
}

type States = Definition['States'];

/** Most events of an execution: its start and end, each state once with all its retries, and its loops. */
export const mostEvents = (definition: Definition): number => 2 + once(definition) + loops(definition);

/** Each state once, with all its retries; each iteration of a map. */
const once = ({ States }: Definition): number =>
  sum(Object.values(States).map((state) => eventsOf(state) + retriesOf(state).events + iterationsOf(state)));

/** Entered, exited, and what a task calls: scheduled, started, submitted, and its end. */
const eventsOf = ({ Type, Resource = '' }: State): number =>
  Type === 'Task' ? (Resource.includes('states:::') ? 6 : 5) : Type === 'Map' ? 4 : 2;

/** An attempt is scheduled, started and failed. */
function retriesOf({ Retry = [] }: State): Cost {
  const waits = Retry.flatMap(({ IntervalSeconds = 1, MaxAttempts = 3, BackoffRate = 2 }) =>
    Array.from({ length: MaxAttempts }, (_, attempt) => IntervalSeconds * BackoffRate ** attempt),
  );
  return { seconds: sum(waits), events: 3 * waits.length };
}

function iterationsOf({ ItemProcessor, MaxConcurrency, Comment = '' }: State): number {
  if (!ItemProcessor) return 0;
  const items = Number(/^(\d+) slices at most$/.exec(Comment)?.[1]);
  if (Number.isNaN(items) || !MaxConcurrency) throw new Error('A map does not say how many items it has.');
  return items * (2 + once(ItemProcessor)) + MaxConcurrency * loops(ItemProcessor);
}

/** All turns of all loops, in the hours that their comments name. @throws Error for a loop without such a comment */
function loops({ States }: Definition): number {
  refuseUnbounded(States);
  return sum(
    Object.values(States).map((state) => {
      const hours = hoursOf(state);
      if (hours === undefined) return 0;
      const task = state.Type === 'Wait' ? States[state.Next!] : state;
      const turn = {
        seconds: state.Type === 'Wait' ? state.Seconds! : INVOCATION_MINUTES * 60,
        events: eventsOf(task) + eventsOf(States[task.Next!]) + (state.Type === 'Wait' ? eventsOf(state) : 0),
      };
      return Math.ceil(hours * 3_600 * rateOf(turn, retriesOf(task)));
    }),
  );
}

/** Maximum events per second: that of turns without retries or with all of them; anything between has fewer. */
const rateOf = (turn: Cost, retries: Cost): number =>
  Math.max(turn.events / turn.seconds, (turn.events + retries.events) / (turn.seconds + retries.seconds));

/** Maximum duration of a loop, from the comment of its wait, or of the step that repeats itself. */
function hoursOf({ Comment = '' }: State): number | undefined {
  const [, hours] = /^For ([\d.]+) h at most/.exec(Comment) ?? [];
  return hours === undefined ? undefined : Number(hours);
}

function refuseUnbounded(States: States): void {
  /** Next states, but for those with which a turn begins that says how long it goes on. */
  const nextOf = (name: string): string[] => {
    const { Type, Next, Default, Choices = [], Catch = [] } = States[name];
    if (Type === 'Wait' && hoursOf(States[name]) !== undefined) return [];
    const all = [Next, Default, ...[...Choices, ...Catch].map((one) => one.Next)];
    const isOwnTurn = (to: string): boolean => hoursOf(States[to]) !== undefined && States[to].Next === name;
    return all.filter((to) => to !== undefined && !isOwnTurn(to)) as string[];
  };
  const walk = (name: string, before: readonly string[]): void => {
    if (before.includes(name)) throw new Error(`A loop by ${name} does not say for how long it goes on.`);
    for (const next of nextOf(name)) walk(next, [...before, name]);
  };
  for (const name of Object.keys(States)) walk(name, []);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
