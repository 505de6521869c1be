import { onAnything } from '../../authorization/permission';
import { pageOf } from '../../gateway/page';
import { statesAction } from './states-action';
import { PAGE, PAGE_SIZE } from './states-shapes';

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListStateMachines.html */
export const listStateMachines = statesAction({
  input: PAGE,
  permissions: onAnything('states:ListStateMachines'),
  run: ({ maxResults, nextToken: token }, store) => {
    const { items, nextToken } = pageOf(
      store.listMachines(),
      ({ stateMachineArn }) => stateMachineArn,
      { size: maxResults || PAGE_SIZE, token },
      'InvalidToken',
    );
    const stateMachines = items.map(({ stateMachineArn, name, creationDate }) => ({
      stateMachineArn,
      name,
      type: 'STANDARD',
      creationDate,
    }));
    return { stateMachines, nextToken };
  },
});
