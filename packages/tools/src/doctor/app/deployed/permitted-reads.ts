import { isDenied } from '../../check';

/** Reads of Personalize, which record the actions that the credentials may not do. */
export interface PermittedReads {
  /** IAM actions that were denied so far. */
  denied(): string[];
  isAllowed(action: string): boolean;
  /** The answer; undefined if the action is denied, or if the resource is gone. */
  unlessDenied<Answer>(action: string, read: () => Promise<Answer>): Promise<Answer | undefined>;
  /** All entries of a paginated list; empty if the action is denied, or if the parent is gone. */
  listed<Page, One>(
    action: string,
    pages: () => AsyncIterable<Page>,
    of: (page: Page) => readonly One[] | undefined,
  ): Promise<One[]>;
}

export function permittedReads(): PermittedReads {
  const denied = new Set<string>();

  async function unlessDenied<Answer>(
    action: string,
    read: () => Promise<Answer>,
  ): Promise<Answer | undefined> {
    try {
      return await read();
    } catch (error) {
      if (isDenied(error)) denied.add(action);
      else if ((error as Error).name !== 'ResourceNotFoundException') throw error;
      return undefined;
    }
  }

  async function listed<Page, One>(
    action: string,
    pages: () => AsyncIterable<Page>,
    of: (page: Page) => readonly One[] | undefined,
  ): Promise<One[]> {
    const all: One[] = [];
    await unlessDenied(action, async () => {
      for await (const page of pages()) all.push(...(of(page) ?? []));
    });
    return all;
  }

  return {
    denied: () => [...denied].sort().map((action) => `personalize:${action}`),
    isAllowed: (action) => !denied.has(action),
    unlessDenied,
    listed,
  };
}
