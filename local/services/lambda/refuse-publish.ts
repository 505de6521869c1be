import { AwsError } from '../../aws-error';

/** Fails when a request wants a published version: there is `$LATEST` only. */
export function refusePublish(publish: boolean | undefined): void {
  if (!publish) return;
  throw new AwsError(
    'InvalidParameterValueException',
    'Publish is not built in the embedded AWS: a function has the version $LATEST only',
  );
}
