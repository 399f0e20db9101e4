/**
 * What the page has to do with the document around it.
 */
import { useLayoutEffect } from 'preact/hooks';

/** Moves the focus to the element of an id, so that it does not fall to the page's start when what had it goes. */
export function focusOn(id: string): void {
  document.getElementById(id)?.focus();
}

/** One listener for all buttons of a long list: it is told what the clicked one says of itself in `data-KEY`. */
export function whenClicked(key: string, choose: (said: string) => void): (event: Event) => void {
  return ({ target }) => {
    const said = target instanceof Element ? target.closest<HTMLElement>(`[data-${key}]`)?.dataset[key] : undefined;
    if (said !== undefined) choose(said);
  };
}

/** Hears what happens anywhere in the window: at once, not after the next paint, since what comes in between must not be missed. */
export function useListener<Type extends keyof WindowEventMap>(types: readonly Type[], hear: (event: WindowEventMap[Type]) => void): void {
  useLayoutEffect(() => {
    for (const type of types) addEventListener(type, hear);
    return () => types.forEach((type) => removeEventListener(type, hear));
  }, []);
}
