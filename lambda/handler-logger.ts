import { Logger } from '@aws-lambda-powertools/logger';

/** The part of Powertools' logger that the handlers use: one line of JSON a call, with level and time. */
export interface HandlerLogger {
  info(message: string, fields: Readonly<Record<string, unknown>>): void;
  error(message: string, fields: Readonly<Record<string, unknown>>): void;
}

/** The logger of a handler. */
export const handlerLogger = (): HandlerLogger => new Logger({ serviceName: 'ecommerce-recommenders' });
