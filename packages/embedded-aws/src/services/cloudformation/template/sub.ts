/** A piece of a Fn::Sub string: literal text, or the name in `${name}`. */
export type SubPiece = { readonly text: string } | { readonly name: string };

/** Splits a Fn::Sub string. `${!name}` is the literal `${name}`. */
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

/** Parses Fn::Sub's argument: its string and its own values. */
export function subArguments(argument: unknown): { template: string; values: Record<string, unknown> } {
  const [template, values] = Array.isArray(argument) ? (argument as unknown[]) : [argument];
  return { template: String(template), values: (values ?? {}) as Record<string, unknown> };
}
