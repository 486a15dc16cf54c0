export function buildFolders(root: string): string[];
export function buildInputs(root: string): string[];
export function fingerprintOfInputs(root: string): string;
