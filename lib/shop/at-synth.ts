import { Lazy } from 'aws-cdk-lib';

/** A value of the template that is computed at synth, after add-ons may have changed it. */
export const atSynth = <Value>(produce: () => Value): Value => Lazy.any({ produce }) as unknown as Value;
