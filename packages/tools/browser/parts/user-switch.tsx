import type { VNode } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import type { PageUser } from '../../src/page/page-answers';
import { useAnswer } from '../server';
import { useLanguage } from '../texts/language';
import { useVisit } from '../visit';

/** Shows the current user, and switches to another. */
export function UserSwitch(): VNode {
  const { user, switchTo, say } = useVisit();
  const { texts } = useLanguage();
  const dialog = useRef<HTMLDialogElement>(null);
  const [words, setWords] = useState('');
  const titleId = useId();
  const { answer } = useAnswer('/api/users', { q: words });

  const choose = (next: PageUser): void => {
    switchTo(next);
    dialog.current?.close();
    say(texts.users.switched(next.name));
  };
  return (
    <>
      <button type="button" class="user" aria-haspopup="dialog" onClick={() => dialog.current?.showModal()}>
        <span class="hint">{texts.users.now}</span> <b>{user.name}</b>
      </button>
      <dialog ref={dialog} aria-labelledby={titleId}>
        <header>
          <h2 id={titleId}>{texts.users.title}</h2>
          <button type="button" class="quiet" onClick={() => dialog.current?.close()}>
            {texts.users.close}
          </button>
        </header>
        <label>
          {texts.users.label}
          <input
            type="search"
            autofocus
            autocomplete="off"
            value={words}
            onInput={({ currentTarget }) => setWords(currentTarget.value)}
          />
        </label>
        <p role="status">{answer && texts.users.found(answer.total, answer.first.length)}</p>
        <ul>
          {answer?.first.map((one) => (
            <li key={one.userId}>
              <button type="button" aria-pressed={one.userId === user.userId} onClick={() => choose(one)}>
                {one.name} <span class="meta">{texts.users.id(one.userId)}</span>
              </button>
            </li>
          ))}
        </ul>
      </dialog>
    </>
  );
}
