import type { ComponentChildren, VNode } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import type { PageUser } from '../../src/page/page-answers';
import { personInWords, userName } from '../names';
import { useAnswer } from '../server';
import { useLanguage } from '../texts/language';
import { useVisit } from '../visit';

/** Shows the current user, and switches to another. */
export function UserSwitch(): VNode {
  const { user, switchTo, say, revision } = useVisit();
  const { texts } = useLanguage();
  const dialog = useRef<HTMLDialogElement>(null);
  const [words, setWords] = useState('');
  // The list is fetched on opening, because finding people reads all training data.
  const [hasOpened, setOpened] = useState(false);
  const titleId = useId();
  const { answer } = useAnswer('/api/users', { q: words });
  const people = useAnswer('/api/people', hasOpened ? {} : undefined, revision).answer ?? [];

  const choose = ({ userId, name }: PageUser): void => {
    switchTo({ userId, name });
    dialog.current?.close();
    say(texts.users.switched(userName({ userId, name }, texts)));
  };
  const open = (): void => {
    setOpened(true);
    dialog.current?.showModal();
  };
  return (
    <>
      <button type="button" class="user" aria-haspopup="dialog" onClick={open}>
        <span class="hint">{texts.users.now}</span>{' '}
        <b>{user.name === texts.users.unnamed(user.userId) ? user.userId : user.name}</b>
      </button>
      <dialog ref={dialog} aria-labelledby={titleId}>
        <div class="head">
          <h2 id={titleId}>{texts.users.title}</h2>
          <button type="button" class="quiet" onClick={() => dialog.current?.close()}>
            {texts.users.close}
          </button>
        </div>
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
        {words === '' && people.length > 0 && (
          <>
            <h3>{texts.people.title}</h3>
            <ul class="people">
              {people.map((one) => (
                <Choice key={one.userId} one={one} choose={choose}>
                  <b>{personInWords(one, texts)}</b>
                  <span class="meta">
                    {texts.people.did(one.views, one.orders)} · {userName(one, texts)}
                  </span>
                </Choice>
              ))}
            </ul>
            <h3>{texts.users.all}</h3>
          </>
        )}
        <p role="status">{answer && texts.users.found(answer.total, answer.first.length)}</p>
        <ul>
          {answer?.first.map((one) => (
            <Choice key={one.userId} one={one} choose={choose}>
              {one.name} {one.name !== one.userId && <span class="meta">{texts.users.id(one.userId)}</span>}
            </Choice>
          ))}
        </ul>
      </dialog>
    </>
  );
}

/** A user to switch to. */
function Choice({
  one,
  choose,
  children,
}: {
  readonly one: PageUser;
  readonly choose: (one: PageUser) => void;
  readonly children: ComponentChildren;
}): VNode {
  const { user } = useVisit();
  return (
    <li>
      <button type="button" aria-pressed={one.userId === user.userId} onClick={() => choose(one)}>
        {children}
      </button>
    </li>
  );
}
