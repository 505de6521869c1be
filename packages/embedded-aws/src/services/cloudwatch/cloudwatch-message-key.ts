import { messageKey } from '../../gateway/message-key';

/** Keys of error messages, as the service model of CloudWatch declares them. */
export const CLOUDWATCH_MESSAGE_KEY = messageKey('message', [
  'ConcurrentModificationException',
  'ConflictException',
  'InternalServiceFault',
  'KmsAccessDeniedException',
  'KmsKeyDisabledException',
  'KmsKeyNotFoundException',
  'LimitExceededException',
  'ResourceNotFoundException',
]);
