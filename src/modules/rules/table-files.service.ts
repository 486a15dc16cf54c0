import { Injectable } from '@nestjs/common';
import { exportTable, type ExportedTable, type TableFormat } from './tables/export-table.js';
import { mergeTable } from './tables/merge-table.js';
import { importTable, type TableFile, type TableImport } from './tables/import-table.js';

/** Decision tables as spreadsheets, without a database. */
@Injectable()
export class TableFilesService {
  /** A table document as CSV or XLSX; what would not come back with the same meaning is refused. */
  export(source: string, as: TableFormat): Promise<ExportedTable> {
    return exportTable(source, as);
  }

  /** The document that a CSV or XLSX says, or what is wrong with its cells. */
  import(file: TableFile): TableImport {
    return importTable(file);
  }

  /** The text of a table's document with as little changed as makes it say what a spreadsheet of that table says; comments stay. */
  merge(source: string, read: Pick<TableImport & { text: string }, 'table' | 'input'>): string {
    return mergeTable(source, read);
  }
}

export { TABLE_FORMATS, type ExportedTable, type TableFormat } from './tables/export-table.js';
export { LARGEST_TABLE_FILE, type TableFile, type TableImport } from './tables/import-table.js';
