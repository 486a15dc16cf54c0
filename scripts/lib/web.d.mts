export function fingerprintOfWeb(root: string): string;
