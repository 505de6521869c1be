import { copyText } from './bytes';
import { FIELD, Interactions } from './interactions';

const COMMA: u8 = 0x2c;
const LINE_FEED: u8 = 0x0a;

/**
 * Writes the kept rows of a chunk whose values need no quoting: item, user, event type name, time. Returns
 * the number of bytes.
 *
 * @param out buffer with 16 bytes of padding
 */
export function writeRows(self: Interactions, out: usize): u32 {
  const kept = self.kept;
  const ends = self.ends;
  const eventTypes = self.eventTypes;
  const isUserNext = self.user === self.item + FIELD;
  let to = out;
  for (let i: u32 = 0; i < kept; i++) {
    const row = self.fieldsOf(i);
    if (isUserNext) {
      to = copyFields(to, self.text, row + self.item, row + self.user);
    } else {
      to = copyField(to, self.text, row + self.item);
      store<u8>(to++, COMMA);
      to = copyField(to, self.text, row + self.user);
    }
    store<u8>(to++, COMMA);
    const event = load<u8>(self.events + i);
    to = copyText(to, eventTypes.nameOf(event), eventTypes.lengthOf(event));
    store<u8>(to++, COMMA);
    to = copyField(to, self.text, row + self.timestamp);
    store<u8>(to++, LINE_FEED);
    store<u32>(ends + 4 * i, <u32>(to - out));
  }
  return <u32>(to - out);
}

function copyField(to: usize, text: usize, field: usize): usize {
  return copyFields(to, text, field, field);
}

/** Copies adjacent fields with their commas. */
function copyFields(to: usize, text: usize, first: usize, last: usize): usize {
  const start = load<u32>(first);
  return copyText(to, text + start, load<u32>(last, 4) - start);
}
