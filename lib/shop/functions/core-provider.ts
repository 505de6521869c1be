import type { Construct } from 'constructs';
import { LambdaProvider } from './lambda-provider';

/**
 * The interval is short, because these waits are on the critical path of a deployment: each ends at most 10 seconds late. A poll
 * is one state transition, $0.025 per thousand, less than what idle ACTIVE recommenders would cost in the time saved.
 */
const PROVIDER = { kind: 'shop/resources', id: 'Core', querySeconds: 10 };

/** Provider of the core's custom resources, except the prepared data. */
export const coreProvider = (scope: Construct): LambdaProvider => LambdaProvider.getOrCreate(scope, PROVIDER);
