import type { Interactions } from '../../local/recommenders/interactions';
import type { PageItem, PageUser } from '../../domain/page-api';
import { stackFilters } from '../stack-filters';
import type { StackOutputs } from '../stack-outputs';
import { TrainingFacts } from '../why/training-facts';
import { trainingInteractions } from '../why/training-interactions';
import type { Directory } from './directory';
import type { PageClients } from './page-clients';
import { readItems } from './read-items';
import { readUsers } from './read-users';
import { remembered } from './remembered';
import { SentEvents } from './sent-events';

/** What the stack was trained on. */
export interface Training {
  readonly interactions: Interactions;
  readonly facts: TrainingFacts;
}

/** A deployed stack as the page sees it. Each file of the data bucket is read once, when it is first needed. */
export class Shop {
  /** Absent without an event tracker. */
  readonly sent?: SentEvents;
  readonly items: () => Promise<Directory<PageItem>>;
  readonly users: () => Promise<Directory<PageUser>>;
  readonly training: () => Promise<Training>;

  constructor(
    readonly stack: string,
    readonly clients: PageClients,
    readonly outputs: StackOutputs,
  ) {
    const { s3, events } = clients;
    const { DataBucketName: bucket, TrackingId: trackingId } = outputs;
    if (trackingId) this.sent = new SentEvents(events, trackingId);
    this.items = remembered(() => readItems(s3, bucket));
    this.users = remembered(() => readUsers(s3, bucket));
    this.training = remembered(async () => {
      const interactions = await trainingInteractions(s3, bucket);
      return { interactions, facts: new TrainingFacts(interactions) };
    });
  }

  /** Names of the stack's filters. */
  get filters(): string[] {
    return [...stackFilters(this.outputs).keys()];
  }
}
