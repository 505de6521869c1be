import type { VNode } from 'preact';
import { phasesOf } from '../../src/page/phases';
import { routeTo } from '../route';
import type { FollowedDeployment } from '../server';
import { useLanguage } from '../texts/language';
import { SIGNS } from './phase-cards';

/** Progress of the deployment in one line, which links to its view. */
export function PhaseBar({ deployment }: { readonly deployment: FollowedDeployment }): VNode {
  const { stage, resources, latestMs } = deployment;
  const { texts } = useLanguage();
  const words = texts.deployment;
  return (
    <section class="steps" aria-label={words.title}>
      <p>
        <b role="status">{stage && words.stages[stage.stage]}</b>{' '}
        <a href={routeTo('deployment')}>{texts.frame.watch}</a>
      </p>
      <ol>
        {phasesOf(resources.values(), stage, latestMs).map(({ name, state }) => (
          <li key={name} class={state.replace(' ', '-')}>
            <span class="sign" aria-hidden="true">
              {SIGNS[state]}
            </span>
            <span>
              {words.phases[name]} <span class="meta">{words.states[state]}</span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
