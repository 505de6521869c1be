import { invalidInput } from '../errors';

const RULES: Readonly<
  Record<string, { readonly allowed: string; readonly isRight: (value: number) => boolean }>
> = {
  explorationWeight: { allowed: 'a number from 0 to 1', isRight: (value) => value >= 0 && value <= 1 },
  explorationItemAgeCutOff: { allowed: 'a number of days, at least 1', isRight: (value) => value >= 1 },
};

/**
 * Checks how much a recommender explores; the values are text, such as `{ "explorationWeight": "0.3" }`.
 *
 * @throws AwsError `InvalidInputException`
 */
export function checkExploration(config: Readonly<Record<string, string>> = {}): void {
  for (const [key, text] of Object.entries(config)) {
    if (!Object.hasOwn(RULES, key))
      throw invalidInput(
        `itemExplorationConfig has the key ${key}; it may have ${Object.keys(RULES).join(' and ')}.`,
      );
    if (text.trim() === '' || !RULES[key].isRight(Number(text)))
      throw invalidInput(`itemExplorationConfig.${key} is "${text}"; it must be ${RULES[key].allowed}.`);
  }
}
