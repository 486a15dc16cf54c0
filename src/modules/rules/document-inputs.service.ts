import type { Type } from '@nestjs/common';
import { DOCUMENT_INPUT, DocumentEditInput } from './documents/graphql/edit-input.js';
import { documentInputTypes } from './documents/graphql/input-types.js';
import type { DocumentKind } from './documents/kinds/document-kinds.js';

/**
 * The GraphQL input types of documents, for `@Args('document', { type: () => documentInputs().document }) given: TypedInput`. The parameter is
 * typed by that interface, not by a class, so that no pipe checks what the parser checks. Apart from `DocumentsService`, so that the command
 * line does not load GraphQL.
 */
export function documentInputs(): DocumentInputs {
  return { ...documentInputTypes(), document: DOCUMENT_INPUT, edit: DocumentEditInput };
}

/** An input type for each kind of document, one for a document of any kind, and one for an edit. */
export type DocumentInputs = Readonly<Record<DocumentKind | 'document' | 'edit', Type>>;
