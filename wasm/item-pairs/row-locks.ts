/** Where is 1 for each row that a thread writes to, or else 0; 0 where there is but one thread. */
let locks: usize = 0;

/** Says where zeros for each row are, which all threads are to use that offer to the same rows. */
export function shareRows(locksAt: usize): void {
  locks = locksAt;
}

/** Waits for the threads that write to a row, which takes them a microsecond. */
export function lockRow(row: u32): void {
  if (locks === 0) return;
  while (atomic.xchg<u32>(locks + (row << 2), 1) !== 0) continue;
}

/** Lets other threads write to a row. */
export function unlockRow(row: u32): void {
  if (locks !== 0) atomic.store<u32>(locks + (row << 2), 0);
}
