// Something that opens beside its field or button, in front of everything and never cut off by what scrolls.

import { useLayoutEffect } from 'preact/hooks';

const GAP = 5;
const EDGE = 8;

/** Below when there is room, else above; never beyond the window. */
function place(anchor, box, isWide) {
  const from = anchor.getBoundingClientRect();
  if (isWide) box.style.width = `${from.width}px`;
  const { width, height } = box.getBoundingClientRect();
  const isBelow = from.bottom + GAP + height < innerHeight - EDGE || from.top < innerHeight - from.bottom;
  const left = isWide || from.left + width < innerWidth - EDGE ? from.left : from.right - width;
  box.style.left = `${Math.max(EDGE, left)}px`;
  box.style.top = `${Math.max(EDGE, isBelow ? from.bottom + GAP : from.top - GAP - height)}px`;
}

/** @param isWide As wide as what it belongs to. */
export function useFloat(anchor, box, { isOpen, isWide = false }) {
  useLayoutEffect(() => {
    if (!isOpen || !box.current) return undefined;
    const again = () => place(anchor.current, box.current, isWide);
    again();
    addEventListener('scroll', again, true);
    addEventListener('resize', again);
    return () => {
      removeEventListener('scroll', again, true);
      removeEventListener('resize', again);
    };
  });
}
