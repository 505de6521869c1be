/**
 * Puts values in place of `<name>`: as JSON, or within a string of the template as text. A value that is not there
 * is an empty text.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export function fillTemplate(template: string, values: Readonly<Record<string, unknown>>): string {
  let isInString = false;
  // A backslash and what follows it, a quote, or a name.
  return template.replace(/\\[^]|"|<([\w.-]+)>/g, (found, name: string | undefined) => {
    if (found === '"') isInString = !isInString;
    if (name === undefined || !Object.hasOwn(values, name)) return found;
    const value = values[name] ?? '';
    if (!isInString) return JSON.stringify(value);
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return JSON.stringify(text).slice(1, -1);
  });
}
