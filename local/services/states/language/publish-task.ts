import { AwsError } from '../../../aws-error';
import { checkParameters } from './check-parameters';
import type { Integration } from './integrations';
import type { Json } from './json';
import { StateError } from './state-error';
import { taskEvents } from './task-events';

const PARAMETERS = ['TopicArn', 'Message', 'Subject'];

/** SNS's Publish as the state machine's role; a message that is no text goes as its JSON. */
export const publishTask: Integration = {
  check: (parameters) => checkParameters('sns:publish', parameters, PARAMETERS, 'TopicArn'),
  call: async (_resource, input, { aws }) => {
    const { Message, ...request } = input as { [name: string]: Json };
    const text = typeof Message === 'string' ? Message : JSON.stringify(Message ?? '');
    try {
      return await aws<{ MessageId: string }>('sns', 'Publish', { ...request, Message: text });
    } catch (error) {
      if (error instanceof AwsError) throw new StateError(`SNS.${error.code}Exception`, error.message);
      throw error;
    }
  },
  events: taskEvents('sns', 'publish'),
};
