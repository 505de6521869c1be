import { Interactions } from './interactions';

/** Adds the name of an event type. Names are numbered from 0. */
export function addEventName(self: Interactions, name: usize, length: u32): void {
  self.eventTypes.addName(name, length);
}

/** Keeps an event type of the file. @param event number of its new name */
export function keepEventType(self: Interactions, type: usize, length: u32, event: i32): void {
  self.eventTypes.keep(type, length, event);
}

/** Finds a chunk's rows with kept event types. Returns their number. */
export function keepRows(self: Interactions, text: usize, fields: usize, count: u32): u32 {
  self.text = text;
  self.fields = fields;
  const eventTypes = self.eventTypes;
  const rows = self.rows;
  const events = self.events;
  let kept: u32 = 0;
  let field = fields + self.event;
  for (let row: u32 = 0; row < count; row++) {
    const start = load<u32>(field);
    const event = eventTypes.eventOf(text + start, load<u32>(field, 4) - start);
    if (event >= 0) {
      store<u32>(rows + 4 * kept, row);
      store<u8>(events + kept, event);
      kept++;
    }
    field += self.rowBytes;
  }
  self.kept = kept;
  return kept;
}
