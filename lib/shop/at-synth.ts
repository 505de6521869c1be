import { Lazy } from 'aws-cdk-lib';

/** A property of the template that is computed when the app is synthesized: after the add-ons, which may change it. */
export const atSynth = <Value>(produce: () => Value): Value => Lazy.any({ produce }) as unknown as Value;
