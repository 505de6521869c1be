import type { Integration } from './integrations';

/** What an integration of a service writes to an execution's history. */
export function taskEvents(resourceType: string, resource: string): Integration['events'] {
  const what = { resourceType, resource };
  return {
    scheduled: (_resource, input, { history, region }) => {
      history.add('TaskScheduled', {
        taskScheduledEventDetails: { ...what, region, parameters: JSON.stringify(input) },
      });
      history.add('TaskStarted', { taskStartedEventDetails: what });
    },
    succeeded: (output, history) =>
      history.add('TaskSucceeded', { taskSucceededEventDetails: { ...what, output } }),
    failed: ({ error, cause }, history) => {
      const details = { ...what, error, ...(cause !== undefined && { cause }) };
      if (error === 'States.Timeout') history.add('TaskTimedOut', { taskTimedOutEventDetails: details });
      else history.add('TaskFailed', { taskFailedEventDetails: details });
    },
  };
}
