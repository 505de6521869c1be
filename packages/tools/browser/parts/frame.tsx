import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { visible } from '@ecommerce-recommenders/csv/visible';

/** The first view after loading must not move the focus. */
let isFirst = true;

/** The heading of a view: sets the document's title and takes the focus, for screen readers. */
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

/** A message to the visitor. */
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

/** Skips the header for keyboard users, without changing the address, which holds the route. */
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
