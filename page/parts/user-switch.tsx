import type { VNode } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import type { PageUser } from '../../domain/page-api';
import { useAnswer } from '../use-answer';
import { useVisit } from '../visit';
import { countOf } from './count-of';

/** Says who looks around, and lets another user do so. */
export function UserSwitch(): VNode {
  const { user, switchTo, say } = useVisit();
  const dialog = useRef<HTMLDialogElement>(null);
  const [words, setWords] = useState('');
  const titleId = useId();
  const { answer } = useAnswer('/api/users', { q: words });

  const choose = (next: PageUser): void => {
    switchTo(next);
    dialog.current?.close();
    say(`You now shop as ${next.name}.`);
  };
  return (
    <>
      <button type="button" class="user" aria-haspopup="dialog" onClick={() => dialog.current?.showModal()}>
        <span class="hint">Shopping as</span> <b>{user.name}</b>
      </button>
      <dialog ref={dialog} aria-labelledby={titleId}>
        <header>
          <h2 id={titleId}>Shop as another user</h2>
          <button type="button" class="quiet" onClick={() => dialog.current?.close()}>
            Close
          </button>
        </header>
        <label>
          Name or id
          <input
            type="search"
            autofocus
            autocomplete="off"
            value={words}
            onInput={({ currentTarget }) => setWords(currentTarget.value)}
          />
        </label>
        <p role="status">{answer && countOf(answer, 'user')}</p>
        <ul>
          {answer?.first.map((one) => (
            <li key={one.userId}>
              <button type="button" aria-pressed={one.userId === user.userId} onClick={() => choose(one)}>
                {one.name} <span class="meta">id {one.userId}</span>
              </button>
            </li>
          ))}
        </ul>
      </dialog>
    </>
  );
}
