import { isRecord, parseBoundedJson } from '../../../bounded-json';
import { invalidInput } from '../errors';

/**
 * Properties of a streamed record by name.
 *
 * @param where - position of the record in the request, for messages
 * @param text - JSON
 * @throws AwsError `InvalidInputException` unless it is a JSON object
 */
export function parseProperties(where: string, text = '{}'): Record<string, unknown> {
  let properties: unknown;
  try {
    properties = parseBoundedJson(text);
  } catch (cause) {
    throw invalidInput(`${where}.properties is not JSON: ${(cause as Error).message}`);
  }
  if (!isRecord(properties))
    throw invalidInput(`${where}.properties must be the text of a JSON object, got ${text}.`);
  return properties;
}
