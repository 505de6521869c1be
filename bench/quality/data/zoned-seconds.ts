const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * Unix seconds of a local time, `2010-12-01 08:26:00`. A time that the clocks skip or repeat is read with the
 * offset before the change.
 *
 * @param zone - such as `Europe/London`
 */
export function zonedSeconds(local: string, zone: string): number {
  const asUtc = Date.parse(`${local.replace(' ', 'T')}Z`) / 1000;
  return asUtc - offsetAt(asUtc, zone);
}

/** Offset of a zone to UTC in seconds, at the given hour. */
function offsetAt(seconds: number, zone: string): number {
  const hour = Math.floor(seconds / 3600);
  const known = offsets.get(`${zone} ${hour}`);
  if (known !== undefined) return known;
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  formats.set(zone, format);
  const shown = Date.parse(`${format.format(hour * 3_600_000).replace(' ', 'T')}Z`) / 1000;
  offsets.set(`${zone} ${hour}`, shown - hour * 3600);
  return shown - hour * 3600;
}

const offsets = new Map<string, number>();
