import { RemovalPolicy } from 'aws-cdk-lib';

/**
 * What becomes of the data when its stack goes. Even what is to be retained goes with a stack that was never there: a first
 * deployment that fails leaves nothing.
 */
export const dataRemovalPolicy = (retainData: boolean): RemovalPolicy =>
  retainData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;
