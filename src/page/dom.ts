/**
 * What the page has to do with the document around it.
 */
import { useLayoutEffect } from 'preact/hooks';

/** Moves the focus to the element of an id, so that it does not fall to the page's start when what had it goes. */
export function focusOn(id: string): void {
  document.getElementById(id)?.focus();
}

/** What the clicked element of a long list says of itself in `data-KEY`: one listener stands for all of its buttons. */
export function clicked({ target }: Event, key: string): string | undefined {
  return target instanceof Element ? target.closest<HTMLElement>(`[data-${key}]`)?.dataset[key] : undefined;
}

/** Hears what happens anywhere in the window: at once, not after the next paint, since what comes in between must not be missed. */
export function useListener<Type extends keyof WindowEventMap>(types: readonly Type[], hear: (event: WindowEventMap[Type]) => void): void {
  useLayoutEffect(() => {
    for (const type of types) addEventListener(type, hear);
    return () => types.forEach((type) => removeEventListener(type, hear));
  }, []);
}
