/**
 * What the readers of all formats have in common.
 */
import { InputError } from '../../../inputs/input-error.ts';
import type { ExportedObject, ExportSink } from './exported.ts';

/** Reads one format: takes the file's text in pieces of at most 64 Ki characters, and throws InputError for what is no such text. */
export abstract class FormatReader {
  protected readonly file: string;
  private readonly sink: ExportSink;

  constructor(file: string, sink: ExportSink) {
    this.file = file;
    this.sink = sink;
  }

  abstract write(text: string): void | Promise<void>;
  abstract end(): void | Promise<void>;

  /** @param format what the sink may have no function for. */
  protected give(object: ExportedObject, format: string): void {
    if (this.sink.object === undefined) throw this.error(object.place.line, `expected no ${format}`);
    this.sink.object(object);
  }

  protected error(place: number | string, expected: string): InputError {
    return new InputError(this.file, `${place}`, expected);
  }
}

/** No record, object or event of any format is nearly as large: what is, is no export, and must not fill the memory. In characters. */
export const largestItem = 1024 * 1024;

/** Nothing that is exported is nested nearly as deeply. */
export const deepestItem = 64;
