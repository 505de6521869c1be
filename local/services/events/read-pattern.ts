import { AwsError } from '../../aws-error';
import { parsePattern, type Pattern } from './pattern/parse-pattern';
import { PatternError } from './pattern/pattern-error';

/** @throws AwsError `InvalidEventPatternException` */
export function readPattern(text: string): Pattern {
  try {
    return parsePattern(text);
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    throw new AwsError(
      'InvalidEventPatternException',
      `Event pattern is not valid. Reason: ${error.message}.`,
    );
  }
}
