/** Name of the stack, so that `cdk deploy` and `cdk destroy` need no argument. */
export const STACK_NAME = 'EcommerceRecommenders';

/** Name of a stage's stack, which stands beside those of other stages; that of the stage `''` is {@link STACK_NAME}. */
export const stackNameOf = (stage: string): string => (stage === '' ? STACK_NAME : `${STACK_NAME}-${stage}`);
