import type { Lifecycle } from '../../../lambda/shop/resources/lifecycle';
import type { PersonalizeApi } from '../../../lambda/shop/resources/personalize-api';
import type { StackView } from '../../../lambda/shop/resources/stack-view';
import { FakePersonalize } from './fake-personalize';
import {
  expectFailure,
  expectSuccess,
  providerFramework,
  type Outcome,
  type Request,
} from './provider-framework';
import { stackDouble, type StackState } from './stack-double';

/** Requests for a resource with these properties; an update changes some of them, or those before it. */
export function requestsFor<Properties>(properties: Properties, PhysicalResourceId: string) {
  const create: Request<Properties> = { RequestType: 'Create', ResourceProperties: properties };
  return {
    create,
    remove: { ...create, RequestType: 'Delete', PhysicalResourceId } as Request<Properties>,
    update: (changed: Partial<Properties> = {}, before: Partial<Properties> = {}): Request<Properties> => ({
      ...{ RequestType: 'Update', PhysicalResourceId },
      ResourceProperties: { ...properties, ...changed },
      OldResourceProperties: { ...properties, ...before },
    }),
  };
}

/**
 * A handler of custom resources beside a Personalize in memory. Each test begins with an empty one, at minute 0.
 *
 * @param state - of the stack at the beginning of each test
 */
export function handlerWorld<Properties>(
  lifecycleOf: (client: PersonalizeApi, stack: StackView, now: () => number) => Lifecycle<Properties>,
  state: StackState = {},
) {
  const clock = { minutes: 0 };
  const personalize = new FakePersonalize(clock);
  const stack: StackState = {};
  let run: ReturnType<typeof providerFramework<Properties>>;

  beforeEach(() => {
    clock.minutes = 0;
    personalize.reset();
    for (const member of Object.keys(stack)) delete stack[member as keyof StackState];
    Object.assign(stack, state);
    const lifecycle = lifecycleOf(personalize.client, stackDouble(stack), () => clock.minutes * 60_000);
    run = providerFramework(lifecycle, clock, stackDouble(stack));
  });

  return {
    ...{ clock, personalize, stack },
    run: (request: Request<Properties>) => run(request),
    succeeds: (request: Request<Properties>, members?: Partial<Outcome>) =>
      expectSuccess(run(request), members),
    fails: (request: Request<Properties>, ...words: string[]) => expectFailure(run(request), ...words),
    callsOf: (operation: string) => personalize.calls.filter((call) => call === operation).length,
  };
}
