/** Who is there, whom they report to, what they are, who is of the desk, and who stands in for whom. */
export class ModelOrganisation {
  readonly managers = new Map<string, string | null>([
    ['ana', 'mia'],
    ['mia', 'dan'],
    ['dan', 'vic'],
    ['vic', null],
  ]);
  readonly roles = new Map<string, string>([
    ['ana', 'seller'],
    ['mia', 'manager'],
    ['dan', 'director'],
    ['vic', 'vp'],
  ]);
  readonly members = new Set<string>(['kim', 'lou', 'max']);
  readonly gone = new Set<string>();
  /** Whoever stands in, by whom they stand in for. */
  readonly deputies = new Map<string, ReadonlySet<string>>();

  managerOf(person: string): string | null {
    return this.managers.get(person) ?? null;
  }

  inRole(role: string): readonly string[] {
    return [...this.roles].filter(([, own]) => own === role).map(([person]) => person);
  }

  desk(): readonly string[] {
    return [...this.members];
  }

  isHere(person: string): boolean {
    return !this.gone.has(person);
  }

  standsIn(deputy: string, giver: string): boolean {
    return this.deputies.get(giver)?.has(deputy) ?? false;
  }

  /** Grants that a deputy decides for somebody, or takes it back. */
  grant(giver: string, deputy: string, isGranted: boolean): void {
    const now = new Set(this.deputies.get(giver));
    if (isGranted) now.add(deputy);
    else now.delete(deputy);
    this.deputies.set(giver, now);
  }
}
