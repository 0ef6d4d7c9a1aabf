/** Options as printed: the name of a list, or labels by value. */
export type PrintedOptions = string | Readonly<Record<string, string>>;

/** One entry of a document in the domain catalogue, as transcribed (`forms/catalogue/README.md`). */
export interface PrintedField {
  readonly key: string;
  readonly label: string;
  /** T LT SC MC YN D DT TIME N RG MX SIG F REF CALC AUTO PERSON INST D-D, joined by `+` when one entry holds several. */
  readonly type: string;
  readonly required?: 'R' | 'O' | 'C';
  readonly source?: 'sourced' | 'derived';
  readonly options?: PrintedOptions;
  readonly rule?: string;
  readonly fields?: readonly PrintedField[];
  readonly rows?: PrintedOptions;
  readonly cells?: string;
  readonly signers?: readonly string[];
  readonly section?: string;
  readonly level?: string;
}

export interface PrintedDocument {
  readonly catalogue: string;
  readonly key: string;
  readonly slug: string;
  readonly title: string;
  readonly level: string;
  readonly signs: readonly string[];
  readonly fields: readonly PrintedField[];
}

export type PrintedLists = Readonly<Record<string, Readonly<Record<string, string>>>>;
