import type { ComponentChildren, VNode } from 'preact';
import { useContext, useEffect, useRef } from 'preact/hooks';
import { visible } from '@ecommerce-recommenders/csv/visible';
import { useLanguage } from '../texts/language';
import { type Trouble, troubleInWords } from '../trouble';
import { VisitContext } from '../visit';

/** The first view after loading does not move the focus. */
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
  const { texts } = useLanguage();
  const shopName = useContext(VisitContext)?.shop.name ?? texts.shop.name;
  useEffect(() => {
    document.title = `${visible(text)} – ${visible(shopName)}`;
  }, [text, shopName]);
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

/** A failed request, with the page's own message or AWS's. */
export function FailedNotice({ trouble }: { readonly trouble: Trouble }): VNode {
  const { texts } = useLanguage();
  return <Notice tone="failed">{troubleInWords(trouble, texts)}</Notice>;
}

/** Skips the header for keyboard users, without changing the URL fragment, which holds the route. */
export function SkipLink(): VNode {
  const { texts } = useLanguage();
  return (
    <a
      class="skip"
      href="#main"
      onClick={(event) => {
        event.preventDefault();
        document.getElementById('main')?.focus();
      }}
    >
      {texts.frame.skip}
    </a>
  );
}
