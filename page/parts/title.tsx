import type { VNode } from 'preact';
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
