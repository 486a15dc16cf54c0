/** A ref that brings what just appeared into sight, moving no more than it must. */
export function inSight(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}
