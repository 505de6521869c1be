import type { Construct } from 'constructs';
import { LambdaProvider } from './lambda-provider';

/**
 * Polled often, because everything that it waits for is on the critical path of a deployment: at worst each wait ends 10 seconds late.
 * A poll is one state transition, $0.025 a thousand, less than what idle ACTIVE recommenders cost meanwhile.
 */
const PROVIDER = { kind: 'shop/resources', id: 'Core', querySeconds: 10 };

/** The provider of the core's custom resources in the shop of a construct, but for the prepared data. */
export const coreProvider = (scope: Construct): LambdaProvider => LambdaProvider.getOrCreate(scope, PROVIDER);
