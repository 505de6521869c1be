// Where rows of interactions are: see Interactions.
export let items: usize = 0;
export let events: usize = 0;
export let timestamps: usize = 0;

/** Where the weight of each event type is. */
export let weights: usize = 0;

/** Says where the rows are, and the weights of their event types; a row of a type without weight says nothing. */
export function setInteractions(
  itemsAt: usize,
  eventsAt: usize,
  timestampsAt: usize,
  weightsAt: usize,
): void {
  items = itemsAt;
  events = eventsAt;
  timestamps = timestampsAt;
  weights = weightsAt;
}
