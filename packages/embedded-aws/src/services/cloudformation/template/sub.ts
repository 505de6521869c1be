/** One piece of a string that Fn::Sub fills in: text as it is, or the name in `${name}`. */
export type SubPiece = { readonly text: string } | { readonly name: string };

/** Takes the string of a Fn::Sub apart. `${!name}` is the text `${name}`. */
export function parseSub(template: string): SubPiece[] {
  const pieces: SubPiece[] = [];
  let textFrom = 0;
  for (const match of template.matchAll(/\$\{(!?)([^${}]*)\}/g)) {
    pieces.push({ text: template.slice(textFrom, match.index) });
    const [all, literal, name] = match;
    pieces.push(literal ? { text: `\${${name}}` } : { name: name.trim() });
    textFrom = match.index + all.length;
  }
  pieces.push({ text: template.slice(textFrom) });
  return pieces;
}

/** The parts of Fn::Sub's argument: its string and the values that belong to it alone. */
export function subArguments(argument: unknown): { template: string; values: Record<string, unknown> } {
  const [template, values] = Array.isArray(argument) ? (argument as unknown[]) : [argument];
  return { template: String(template), values: (values ?? {}) as Record<string, unknown> };
}
