import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { visible } from '../../domain/visible';

/** The view that a load begins with leaves the focus where the browser puts it. */
let isFirst = true;

/** The heading of a view: it names the document and takes the focus, so that a screen reader reads on there. */
export function Title({
  text,
  isHidden = false,
}: {
  readonly text: string;
  readonly isHidden?: boolean;
}): VNode {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!isFirst) heading.current?.focus({ preventScroll: true });
    isFirst = false;
  }, []);
  useEffect(() => {
    document.title = `${visible(text)} – Shop`;
  }, [text]);
  return (
    <h1 ref={heading} class={isHidden ? 'hidden' : undefined} tabIndex={-1}>
      {text}
    </h1>
  );
}

/** Something that the visitor has to know. */
export function Notice({
  tone = 'plain',
  children,
}: {
  readonly tone?: 'plain' | 'failed';
  readonly children: ComponentChildren;
}): VNode {
  return (
    <p class={`notice ${tone}`} role={tone === 'failed' ? 'alert' : undefined}>
      {children}
    </p>
  );
}

/** Lets a keyboard pass the header. The address, which says the view, stays. */
export const SkipLink = (): VNode => (
  <a
    class="skip"
    href="#main"
    onClick={(event) => {
      event.preventDefault();
      document.getElementById('main')?.focus();
    }}
  >
    Skip to the content
  </a>
);
