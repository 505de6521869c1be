import { AwsError } from '../../aws-error';
import { MAX_DOCUMENT_LEVELS, parseBoundedJson } from '../../bounded-json';
import { FUNCTION_REFERENCE } from './function-fields';
import { invokeEvent } from './invoke-event';
import { lambdaAction, onFunction } from './lambda-action';

/** By InvocationType. */
export const MAX_PAYLOAD_BYTES = { RequestResponse: 6_291_456, Event: 1_048_576, DryRun: 6_291_456 } as const;

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
export const invoke = lambdaAction({
  input: {
    ...FUNCTION_REFERENCE,
    InvocationType: { type: 'string', enum: ['RequestResponse', 'Event', 'DryRun'] },
    LogType: { type: 'string', enum: ['None', 'Tail'] },
    // JSON text.
    Payload: { type: 'string' },
  },
  permissions: onFunction('lambda:InvokeFunction'),
  run: async (
    { FunctionName, Qualifier, InvocationType = 'RequestResponse', LogType, Payload },
    store,
    call,
  ) => {
    const found = store.mustFind(FunctionName, Qualifier);
    const payload = Payload || '{}';
    checkPayload(payload, MAX_PAYLOAD_BYTES[InvocationType]);
    if (InvocationType === 'DryRun') return { StatusCode: 204 };
    if (InvocationType === 'Event') {
      void invokeEvent(found, payload, call.requestId, store);
      return { StatusCode: 202, Payload: '' };
    }
    const result = await store.invoke(found, payload, call.requestId);
    return {
      StatusCode: 200,
      ExecutedVersion: found.fn.version,
      Payload: result.payload,
      ...(result.failed && { FunctionError: 'Unhandled' }),
      ...(LogType === 'Tail' && { LogResult: result.logTail.toString('base64') }),
    };
  },
});

function checkPayload(payload: string, maxBytes: number): void {
  const bytes = Buffer.byteLength(payload);
  if (bytes > maxBytes)
    throw new AwsError(
      'RequestTooLargeException',
      `${bytes} byte payload is too large for an invocation of this type (limit ${maxBytes} bytes)`,
      413,
    );
  try {
    parseBoundedJson(payload, MAX_DOCUMENT_LEVELS);
  } catch (cause) {
    throw new AwsError(
      'InvalidRequestContentException',
      `Could not parse request body into json: ${(cause as Error).message}`,
    );
  }
}
