import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Title } from '../parts/frame';
import { useLanguage } from '../texts/language';

/** In narrower windows, sections are folded initially, because the document is many screens high. */
const WIDE_PX = 640;

/** The data profile, as an iframe with the document's height. */
export function DataView(): VNode {
  const { code, texts } = useLanguage();
  const { title, profile, reading } = texts.data;
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(600);
  const [isLoaded, setLoaded] = useState(false);
  useEffect(() => {
    const content = frame.current?.contentDocument?.documentElement;
    if (!isLoaded || !content) return;
    if (innerWidth < WIDE_PX) for (const section of content.querySelectorAll('details')) section.open = false;
    const observer = new ResizeObserver(() => setHeight(content.offsetHeight));
    observer.observe(content);
    return () => observer.disconnect();
  }, [isLoaded]);
  return (
    <section class="data">
      <Title text={title} isHidden />
      {!isLoaded && (
        <p class="lead" role="status">
          {reading}
        </p>
      )}
      <iframe
        ref={frame}
        src={`/profile?language=${code}`}
        title={profile}
        sandbox="allow-same-origin"
        style={{ height: `${height}px` }}
        onLoad={() => setLoaded(true)}
      />
    </section>
  );
}
