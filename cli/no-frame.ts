/** The `chars` option of cli-table3 for a table without lines. */
export const NO_FRAME = Object.fromEntries(
  [
    ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right'],
    ['mid', 'left-mid', 'mid-mid', 'right-mid', 'left', 'middle', 'right'],
  ].flatMap((parts) => parts.map((part) => [part, ''])),
);
