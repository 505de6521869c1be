import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { VNode } from 'preact';
import type { ResourceWork } from '../../src/page/page-answers';
import type { PhaseProgress, WorkLine, WorkState } from '../../src/page/phases';
import { useLanguage } from '../texts/language';
import type { Texts } from '../texts/texts';

/** A sign per state, so that color is not the only cue. */
export const SIGNS: Record<WorkState, string> = {
  'to come': '·',
  going: '…',
  done: '✓',
  failed: '✗',
  unused: '–',
};

/** The phases side by side, each with a description of its work. */
export function PhaseCards({ phases }: { readonly phases: readonly PhaseProgress[] }): VNode {
  const { texts, duration } = useLanguage();
  const words = texts.deployment;
  return (
    <ol class="phases">
      {phases.map(({ name, state, ms, lines }) => (
        <li key={name} class={`phase ${state.replace(' ', '-')}`}>
          <header>
            <span class="sign" aria-hidden="true">
              {SIGNS[state]}
            </span>
            <h2>{words.phases[name]}</h2>
            <span class="meta">{ms > 0 ? duration(ms) : words.states[state]}</span>
          </header>
          <p class="meta">{words.phaseLeads[name]}</p>
          <ul>
            {lines.map((line) => (
              <Line key={line.key} line={line} />
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

function Line({ line: { work, isRemoval, state, ms } }: { readonly line: WorkLine }): VNode {
  const { texts, duration } = useLanguage();
  const { removing, ofUsual, states } = texts.deployment;
  const text = workInWords(work, texts);
  const { usualMs } = work;
  const isMeasured = state === 'going' && usualMs !== undefined && !isRemoval;
  return (
    <li class={state}>
      <span>{isRemoval ? removing(text) : text}</span>
      <span class="meta">
        {isMeasured ? ofUsual(duration(ms), duration(usualMs)) : ms > 0 ? duration(ms) : states[state]}
      </span>
      {isMeasured && (
        <span class="bar" aria-hidden="true">
          <i style={{ width: `${Math.min(100, (100 * ms) / usualMs)}%` }} />
        </span>
      )}
    </li>
  );
}

/** What a resource does, such as “Training Best sellers”. */
export function workInWords({ kind, of = '' }: ResourceWork, { deployment, shelves }: Texts): string {
  const subject = Object.hasOwn(shelves, of) ? shelves[of as UseCaseName].title : of;
  return deployment.work[kind](subject);
}
