/** Name of the one stack, so that `cdk deploy` and `cdk destroy` need no argument. */
export const STACK_NAME = 'EcommerceRecommenders';
