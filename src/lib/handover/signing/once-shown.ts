/**
 * What the customer has been shown stays as it was, whatever becomes of it behind the screen:
 * answers the last thing that it was given, and nothing only where there never was one. One for
 * each screen.
 */
export function onceShown<Shown>(): (current: Shown | null) => Shown | null {
  let kept: Shown | null = null;
  return (current) => (kept = current ?? kept);
}
