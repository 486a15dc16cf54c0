const PIECE = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

/** Whether an object in a JSON text names a key twice: readers would differ on which one counts. The text must be valid JSON. */
export function repeatsKey(json: string): boolean {
  const open: (Set<string> | null)[] = [];
  let key: string | undefined;
  for (const [piece] of json.matchAll(PIECE)) {
    if (piece === '{') open.push(new Set());
    else if (piece === '[') open.push(null);
    else if (piece === '}' || piece === ']') open.pop();
    else if (piece === ':') {
      const keys = open.at(-1);
      if (keys?.has(key ?? '')) return true;
      keys?.add(key ?? '');
    } else if (piece !== ',') key = JSON.parse(piece) as string;
  }
  return false;
}
