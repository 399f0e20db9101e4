/** Moves the focus to the element of an id, so that it does not fall to the page's start when what had it goes. */
export function focusOn(id: string): void {
  document.getElementById(id)?.focus();
}
