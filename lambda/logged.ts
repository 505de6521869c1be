import { errorInWords } from './error-in-words';
import { handlerLogger, type HandlerLogger } from './handler-logger';

/** A step of a state machine that logs what it answers, or why it breaks off. */
export function logged<Step extends { readonly execution: string }, Answer extends object>(
  name: string,
  run: (step: Step) => Promise<Answer>,
  logger: HandlerLogger = handlerLogger(),
): (step: Step) => Promise<Answer> {
  return async (step) => {
    const fields = { correlation_id: step.execution };
    try {
      const answer = await run(step);
      logger.info(name, { ...fields, ...answer });
      return answer;
    } catch (error) {
      const reason = errorInWords(error);
      logger.error(name, { ...fields, reason });
      throw new Error(reason, { cause: error });
    }
  };
}
