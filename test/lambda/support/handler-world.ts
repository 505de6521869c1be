import type { Lifecycle } from '../../../lambda/shop/resources/lifecycle';
import type { PersonalizeApi } from '../../../lambda/shop/resources/personalize-api';
import type { StackView } from '../../../lambda/shop/resources/stack-view';
import type { Clock } from './clock';
import { FakePersonalize } from './fake-personalize';
import {
  expectFailure,
  expectSuccess,
  providerFramework,
  type Outcome,
  type Request,
} from './provider-framework';
import { stackDouble, type StackState } from './stack-double';

/** A handler of custom resources beside a Personalize in memory. Each test begins with an empty one, at minute 0. */
export interface HandlerWorld<Properties> {
  readonly clock: Clock;
  readonly personalize: FakePersonalize;
  readonly stack: StackState;
  /** Sends a request to the handler, and polls until it ends. */
  readonly run: (request: Request<Properties>) => Promise<Outcome>;
  /** Expects that a request succeeds, with these members of its outcome. */
  readonly succeeds: (request: Request<Properties>, members?: Partial<Outcome>) => Promise<void>;
  /** Expects that a request fails, with all these words in its reason. */
  readonly fails: (request: Request<Properties>, ...words: readonly string[]) => Promise<Outcome>;
  readonly callsOf: (operation: string) => number;
}

type Requests<Properties> = Readonly<Record<'create' | 'remove', Request<Properties>>> & {
  /** To change these properties, which were others before. */
  readonly update: (changed?: Partial<Properties>, before?: Partial<Properties>) => Request<Properties>;
};

export function requestsFor<Properties>(
  properties: Properties,
  PhysicalResourceId: string,
): Requests<Properties> {
  const create = { RequestType: 'Create', ResourceProperties: properties } as const;
  return {
    create,
    remove: { ...create, RequestType: 'Delete', PhysicalResourceId },
    update: (changed = {}, before = {}) => ({
      ...{ RequestType: 'Update', PhysicalResourceId },
      ResourceProperties: { ...properties, ...changed },
      OldResourceProperties: { ...properties, ...before },
    }),
  };
}

/** @param state - of the stack at the beginning of each test */
export function handlerWorld<Properties>(
  lifecycleOf: (client: PersonalizeApi, stack: StackView, now: () => number) => Lifecycle<Properties>,
  state: StackState = {},
): HandlerWorld<Properties> {
  const clock = { minutes: 0 };
  const personalize = new FakePersonalize(clock);
  const stack: StackState = {};
  let run: HandlerWorld<Properties>['run'];
  beforeEach(() => {
    clock.minutes = 0;
    personalize.reset();
    for (const member of Object.keys(stack)) delete stack[member as keyof StackState];
    Object.assign(stack, state);
    const lifecycle = lifecycleOf(personalize.client, stackDouble(stack), () => clock.minutes * 60_000);
    run = providerFramework(lifecycle, clock, stackDouble(stack));
  });
  return {
    clock,
    personalize,
    stack,
    run: (request) => run(request),
    succeeds: (request, members) => expectSuccess(run(request), members),
    fails: (request, ...words) => expectFailure(run(request), ...words),
    callsOf: (operation) => personalize.calls.filter((call) => call === operation).length,
  };
}
