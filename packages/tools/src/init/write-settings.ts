import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import { findNodeAtLocation, modify, applyEdits, parseTree, type JSONPath } from 'jsonc-parser';

const SETTINGS_PATH = ['context', 'ecommerceRecommenders'];

/** Maximum line width of values. */
const MAX_WIDTH = 110;

/** Text of a file; an empty object as JSON if there is no file. */
const textOf = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}\n';
    throw error;
  });

/**
 * Writes settings into a cdk.json, which is created if it is missing. Everything else stays unchanged. The file is
 * replaced atomically.
 */
export async function writeSettings(
  file: string,
  settings: Readonly<Record<string, unknown>>,
): Promise<void> {
  let text = await textOf(file);
  for (const [name, value] of Object.entries(settings))
    text = withValue(text, [...SETTINGS_PATH, name], value);
  const unfinished = `${file}.${process.pid}`;
  const { mode } = await stat(file).catch(() => ({ mode: undefined }));
  await writeFile(unfinished, text, { mode });
  await rename(unfinished, file);
}

interface CdkJson {
  readonly context?: { readonly ecommerceRecommenders?: Readonly<Record<string, unknown>> };
}

/**
 * The settings of a cdk.json.
 *
 * @throws Error if the file is not JSON
 */
export async function readSettingsOf(file: string): Promise<Readonly<Record<string, unknown>>> {
  const text = await textOf(file);
  try {
    return (JSON.parse(text) as CdkJson).context?.ecommerceRecommenders ?? {};
  } catch (cause) {
    throw new Error(`${file} is no JSON; correct it, or name another with --settings FILE`, { cause });
  }
}

function withValue(text: string, path: JSONPath, value: unknown): string {
  const indent = /^( +|\t)"/m.exec(text)?.[1] ?? '  ';
  const formattingOptions = { insertSpaces: indent !== '\t', tabSize: indent.length, eol: '\n' };
  const added = applyEdits(text, modify(text, path, null, { formattingOptions }));
  const { offset, length } = findNodeAtLocation(parseTree(added)!, path)!;
  const written = json(value, indent, indent.repeat(path.length), MAX_WIDTH - path.length * 4);
  return added.slice(0, offset) + written + added.slice(offset + length);
}

/** JSON whose arrays and objects are on one line if they fit. */
function json(value: unknown, indent: string, margin: string, width: number): string {
  const inner = margin + indent;
  const isList = Array.isArray(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, one]) => {
    const key = isList ? '' : `${JSON.stringify(name)}: `;
    return key + json(one, indent, inner, width - indent.length);
  });
  const line = members.join(', ');
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  if (members.length === 0) return open + close;
  if (line.length < width - margin.length && !line.includes('\n'))
    return isList ? `[${line}]` : `{ ${line} }`;
  return `${open}\n${members.map((member) => inner + member).join(',\n')}\n${margin}${close}`;
}
