import type { ComponentChildren, VNode } from 'preact';

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
