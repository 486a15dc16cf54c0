import { DocumentsService, type SourceFile } from '../../modules/rules/documents.service.js';

/**
 * The given files, and of those around them what they do not bring anew: a plan alone is judged with the catalogue, policies and tables
 * it works with. Tests around are left out, so that only what was asked about is worked out.
 */
export function withDocumentsAround(
  given: readonly SourceFile[],
  around: readonly SourceFile[],
): SourceFile[] {
  const documents = new DocumentsService();
  const key = (kind: string, id: string): string => (kind === 'facts' ? kind : `${kind} ${id}`);
  const brought = new Set(documents.check(given).documents.map(({ kind, id }) => key(kind, id)));
  const names = new Set(given.map(({ path }) => path));
  const others = around.filter((file) => {
    if (names.has(file.path)) return false;
    const [declared] = documents.check([file]).documents;
    return (
      declared !== undefined && declared.kind !== 'test' && !brought.has(key(declared.kind, declared.id))
    );
  });
  return [...given, ...others];
}
