import { randomInt } from 'node:crypto';
import type { NameLimit } from '../resources/resource-type';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const RANDOM_LENGTH = 12;

/** A physical name as CloudFormation makes them up: `STACK-LogicalId-RANDOM`, its parts cut to fit. */
export function physicalName(
  stackName: string,
  logicalId: string,
  { maxLength, lowerCase }: NameLimit,
): string {
  const random = Array.from({ length: RANDOM_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  const room = maxLength - RANDOM_LENGTH - 2;
  const stackPart = stackName.slice(0, Math.max(Math.floor(room / 2), room - logicalId.length));
  const name = `${stackPart}-${logicalId.slice(0, room - stackPart.length)}-${random}`;
  return lowerCase ? name.toLowerCase() : name;
}
