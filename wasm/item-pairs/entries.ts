// Where the entries of users are: see UserItems.
export let columns: usize = 0;
export let values: usize = 0;
export let ages: usize = 0;

/** Says where the entries are, or are to be. */
export function setEntries(columnsAt: usize, valuesAt: usize, agesAt: usize): void {
  columns = columnsAt;
  values = valuesAt;
  ages = agesAt;
}
