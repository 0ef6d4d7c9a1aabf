/** An answer, or a place to write one by hand; each line stands on a line of its own. */
export interface PrintedText {
  readonly lines: readonly string[];
  /** True where a hand needs several lines. */
  readonly long: boolean;
}

/** A list of which one or more are ticked, printed with its boxes as paper has them. */
export interface PrintedChoice {
  /** True where the options fit one line. */
  readonly short: boolean;
  readonly options: readonly { readonly label: string; readonly chosen: boolean }[];
}

/** Questions with the same answers: a box per question and answer. */
export interface PrintedMatrix {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly label: string; readonly cells: readonly boolean[] }[];
}

/** Rows of a repeated group, both ways to print them: `cells` under `columns`, or `fields` one under another. */
export interface PrintedRows {
  readonly columns: readonly string[];
  readonly rows: readonly {
    readonly legend: string;
    /** True where the legend names the row (a sphere of life), not only its number. */
    readonly named: boolean;
    readonly cells: readonly (readonly string[])[];
    readonly fields: readonly PrintedField[];
  }[];
  /** True where the rows fit a table on an upright page. */
  readonly narrow: boolean;
  /** A group whose rows have two given names (sphere and dimension): one cell for each pair. */
  readonly crossing?: {
    readonly columns: readonly string[];
    readonly rows: readonly {
      readonly label: string;
      readonly cells: readonly { readonly lines: readonly string[] }[];
    }[];
  };
}

/** One field of a printed document: exactly one of the shapes below `label` is there. */
export interface PrintedField {
  readonly label: string;
  readonly stableId: string;
  /** On an empty form only: what to write, and when. */
  readonly hint?: string;
  readonly when?: string;
  readonly text?: PrintedText;
  readonly choice?: PrintedChoice;
  readonly matrix?: PrintedMatrix;
  readonly rows?: PrintedRows;
  readonly group?: { readonly fields: readonly PrintedField[] };
  /** Sanitised HTML of an explanation. */
  readonly note?: { readonly html: string };
}

/** A part of a printed document: a page of the form. */
export interface PrintedSection {
  readonly key: string;
  readonly title: string;
  readonly fields: readonly PrintedField[];
  /** Fields above the reader's level that were left out. */
  readonly leftOut: number;
}
