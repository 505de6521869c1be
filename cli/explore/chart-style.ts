/** Text at axes and bars. */
export const AXIS_TEXT = {
  color: 'var(--muted)',
  fontSize: 12,
  fontFamily: 'system-ui, sans-serif',
} as const;

/** The line that bars stand on. */
export const AXIS_LINE = { show: true, lineStyle: { color: 'var(--line)' } } as const;

/** Lines across the chart. */
export const SPLIT_LINE = { lineStyle: { color: 'var(--line)', type: 'dashed' } } as const;

/** Colours of the event types, in the order of the settings. */
export const SERIES_COLORS = ['var(--accent)', 'var(--accent-2)', 'var(--muted)'] as const;
