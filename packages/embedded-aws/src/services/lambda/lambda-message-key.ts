import { messageKey } from '../../gateway/message-key';

/** Keys of error messages, as the service model of Lambda declares them. */
export const LAMBDA_MESSAGE_KEY = messageKey('Message', [
  'AliasLimitExceededException',
  'CapacityProviderLimitExceededException',
  'CodeArtifactUserDeletedException',
  'CodeArtifactUserFailedException',
  'CodeArtifactUserPendingException',
  'CodeStorageExceededException',
  'FunctionVersionsPerCapacityProviderLimitExceededException',
  'InvalidParameterValueException',
  'InvalidRequestContentException',
  'ModeNotSupportedException',
  'PolicyLengthExceededException',
  'PreconditionFailedException',
  'ProvisionedConcurrencyConfigNotFoundException',
  'RequestTooLargeException',
  'ResourceConflictException',
  'ResourceNotReadyException',
  'SerializedRequestEntityTooLargeException',
  'TooManyRequestsException',
  'UnsupportedMediaTypeException',
]);
