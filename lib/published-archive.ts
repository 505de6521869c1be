import { BUNDLING_STACKS } from 'aws-cdk-lib/cx-api';
import type { Node } from 'constructs';

/** Takes the archive's place where it is not published. */
const STAND_IN = __filename;

/** The archive, or its stand-in where the CLI runs a command that publishes none: destroy, for one, must work without it. */
export function publishedArchive(node: Node, archive: unknown): unknown {
  const stacks: unknown = node.tryGetContext(BUNDLING_STACKS);
  return Array.isArray(stacks) && stacks.length === 0 ? STAND_IN : archive;
}
