/** Member of an error's document that holds its message. */
export type MessageKey = 'message' | 'Message';

/** Gives the key for an error's code, as the service's model has it. */
export type MessageKeyOf = (code: string) => MessageKey;

const messageKey =
  (usual: MessageKey, others: readonly string[] = []): MessageKeyOf =>
  (code) =>
    others.includes(code) ? (usual === 'message' ? 'Message' : 'message') : usual;

/** What most services use. */
export const USUAL_MESSAGE_KEY = messageKey('message');

/**
 * The keys of the services with others, by the name that clients sign with. A client that goes by the model,
 * such as Go's, shows no text under a wrong one. The test holds them against the models that the SDK ships;
 * that of Budgets is `budgets-2016-10-20`.
 */
export const MESSAGE_KEYS = {
  budgets: messageKey('Message'),
  glue: messageKey('Message'),
  lambda: messageKey('Message', [
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
  ]),
  monitoring: messageKey('message', [
    'ConcurrentModificationException',
    'ConflictException',
    'InternalServiceFault',
    'KmsAccessDeniedException',
    'KmsKeyDisabledException',
    'KmsKeyNotFoundException',
    'LimitExceededException',
    'ResourceNotFoundException',
  ]),
  scheduler: messageKey('Message'),
  ssm: messageKey('Message', [
    'HierarchyLevelLimitExceededException',
    'HierarchyTypeMismatchException',
    'IncompatiblePolicyException',
    'InvalidAllowedPatternException',
    'InvalidFilterOption',
    'InvalidInstanceInformationFilterValue',
    'InvalidInstancePropertyFilterValue',
    'InvalidKeyId',
    'InvalidPolicyAttributeException',
    'InvalidPolicyTypeException',
    'OpsMetadataAlreadyExistsException',
    'OpsMetadataInvalidArgumentException',
    'OpsMetadataKeyLimitExceededException',
    'OpsMetadataLimitExceededException',
    'OpsMetadataNotFoundException',
    'OpsMetadataTooManyUpdatesException',
    'ParameterAlreadyExists',
    'ParameterLimitExceeded',
    'ParameterMaxVersionLimitExceeded',
    'ParameterNotFound',
    'ParameterPatternMismatchException',
    'ParameterVersionLabelLimitExceeded',
    'ParameterVersionNotFound',
    'PoliciesLimitExceededException',
    'UnsupportedParameterType',
  ]),
} as const satisfies Readonly<Record<string, MessageKeyOf>>;
