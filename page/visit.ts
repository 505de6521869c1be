import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { PageShop, PageUser, SentEvent } from '../domain/page-api';

/** A visit to the shop: who looks around, and what has come of it. */
export interface Visit {
  readonly shop: PageShop;
  readonly user: PageUser;
  readonly switchTo: (user: PageUser) => void;
  /** Name of the filter that shelves are asked with; none if empty. */
  readonly filter: string;
  readonly filterBy: (name: string) => void;
  /** Counts the times at which events may have changed what is personal. */
  readonly version: number;
  /** Sends an event of the user, if there is a tracker. */
  readonly did: (event: Omit<SentEvent, 'userId'>) => void;
  /** Says something to those who do not see it change. */
  readonly say: (text: string) => void;
}

/** The visit that all parts of the shop are within. */
export const VisitContext = createContext<Visit | undefined>(undefined);

export function useVisit(): Visit {
  return useContext(VisitContext)!;
}
