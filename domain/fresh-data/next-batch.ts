import { incomingKind, type BatchKind } from './incoming-kind';

/** A file that was dropped. */
export interface IncomingFile {
  /** Below `incoming/`. */
  readonly path: string;
  /** Milliseconds since 1970. */
  readonly modifiedMs: number;
}

/** Files that one run takes. */
export interface Batch {
  readonly kind: BatchKind;
  readonly paths: readonly string[];
}

/** Each is moved, and named in the report. */
const MAX_FILES = 200;

/**
 * What to take next, in order of arrival: an archive by itself, for it replaces what came before, or all parts up to
 * the next archive. Undefined where nothing is there.
 */
export function nextBatch(files: readonly IncomingFile[]): Batch | undefined {
  const inOrder = files
    .flatMap(({ path, modifiedMs }) => {
      const kind = incomingKind(path)?.kind;
      return kind === undefined ? [] : [{ path, modifiedMs, kind }];
    })
    .sort((a, b) => a.modifiedMs - b.modifiedMs || (a.path < b.path ? -1 : 1));
  if (inOrder.length === 0) return undefined;
  const [{ kind }] = inOrder;
  const others = inOrder.findIndex((file) => file.kind !== kind);
  const alike = others < 0 ? inOrder : inOrder.slice(0, others);
  return { kind, paths: alike.slice(0, kind === 'archive' ? 1 : MAX_FILES).map(({ path }) => path) };
}
