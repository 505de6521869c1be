/** Raw interaction rows with one growing typed array per column. Integers are in order of first occurrence. */
export class InteractionColumns {
  rows = 0;
  users = new Uint32Array(1 << 10);
  items = new Uint32Array(1 << 10);
  events = new Uint8Array(1 << 10);
  timestamps = new Float64Array(1 << 10);
  rests = new Uint32Array(1 << 10);
  /** Order of each row, 0 for none. Absent until a row has an order. */
  orders?: Uint32Array;

  push(user: number, item: number, event: number, timestamp: number, rest: number, order = 0): void {
    const row = this.rows++;
    if (row === this.users.length) this.grow();
    this.users[row] = user;
    this.items[row] = item;
    this.events[row] = event;
    this.timestamps[row] = timestamp;
    this.rests[row] = rest;
    if (order > 0) this.orders ??= new Uint32Array(this.users.length);
    if (this.orders) this.orders[row] = order;
  }

  private grow(): void {
    const length = 2 * this.users.length;
    this.users = copy(this.users, new Uint32Array(length));
    this.items = copy(this.items, new Uint32Array(length));
    this.events = copy(this.events, new Uint8Array(length));
    this.timestamps = copy(this.timestamps, new Float64Array(length));
    this.rests = copy(this.rests, new Uint32Array(length));
    if (this.orders) this.orders = copy(this.orders, new Uint32Array(length));
  }
}

function copy<Column extends Uint8Array | Uint32Array | Float64Array>(from: Column, to: Column): Column {
  to.set(from);
  return to;
}
