import type { VNode } from 'preact';
import { useLanguage } from '../texts/language';
import { type Bar, idInWords, type Timeline } from '../timeline';
import { workInWords } from './phase-cards';

/** A Gantt chart of all resources of the stack. */
export function ResourceTimeline({ timeline: { bars, ticks } }: { readonly timeline: Timeline }): VNode {
  const { duration } = useLanguage();
  return (
    <div class="timeline">
      <div class="scale" aria-hidden="true">
        {ticks.map(({ ms, at }) => (
          <span key={ms} style={{ left: `${100 * at}%` }}>
            {duration(ms)}
          </span>
        ))}
      </div>
      <ol>
        {bars.map((bar) => (
          <BarRow key={`${bar.resource.logicalId} ${bar.resource.begunMs}`} bar={bar} />
        ))}
      </ol>
    </div>
  );
}

function BarRow({ bar }: { readonly bar: Bar }): VNode {
  const { duration, texts } = useLanguage();
  const { resource, tone, durationMs, begin, length } = bar;
  const { logicalId, type, status, work } = resource;
  return (
    <li class={tone}>
      <span class="resource" title={logicalId}>
        <b>{work ? workInWords(work, texts) : idInWords(logicalId)}</b>{' '}
        <span class="meta">{type.replace(/^(AWS|Custom)::/, '')}</span>
      </span>
      <span class="track" aria-hidden="true">
        <i style={{ left: `${100 * begin}%`, width: `${100 * length}%` }} />
      </span>
      <span class="state">
        {status.toLowerCase().replaceAll('_', ' ')}, {duration(durationMs)}
      </span>
    </li>
  );
}
