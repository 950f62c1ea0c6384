import { UNKNOWN, type Value, type Values } from "./rule";
import { isList, isValues } from "./values";

/** A statement of an AWS policy document, and where it stands in the document. */
export interface Statement {
  readonly path: string;
  readonly values: Values;
}

/** What can be read of a policy document. */
export interface Document {
  readonly statements: readonly Statement[];
  /** The paths of what is not known yet; the document's own when all of it is not. */
  readonly unknown: readonly string[];
  /** Whether it is a policy document at all. */
  readonly readable: boolean;
}

const EMPTY: Document = { statements: [], unknown: [], readable: true };

function parsed(value: Value): Value {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value) as Value;
  } catch {
    return undefined;
  }
}

/** The statements of a policy document, given as JSON text or as data; `path` is the input that holds it. */
export function documentOf(value: Value, path: string): Document {
  if (value === undefined || value === null || value === "") return EMPTY;
  if (value === UNKNOWN) return { ...EMPTY, unknown: [path] };
  const document = parsed(value);
  if (!isValues(document)) return { ...EMPTY, readable: false };
  const listed = document.Statement;
  if (listed === UNKNOWN) return { ...EMPTY, unknown: [`${path}.Statement`] };
  const items = isList(listed) ? listed : listed === undefined ? [] : [listed];
  const places = items.map((item: Value, index): { path: string; item: Value } => ({
    path: `${path}.Statement[${index}]`,
    item,
  }));
  return {
    statements: places.flatMap(({ path: at, item }) => (isValues(item) ? [{ path: at, values: item }] : [])),
    unknown: places.filter(({ item }) => item === UNKNOWN).map(({ path: at }) => at),
    readable: true,
  };
}

/** One or several values, as policy documents write them: a scalar stands for a list of one. */
export function several(value: Value): readonly Value[] {
  if (value === undefined || value === null) return [];
  return isList(value) ? value : [value];
}

/** A statement's name in messages: its Sid, or its place. */
export function statementName({ path, values }: Statement): string {
  const sid = values.Sid;
  return typeof sid === "string" && sid !== "" ? `statement ${sid}` : path;
}

/** Everyone: `*`, or `*` as an AWS principal. */
export function isEveryone(principal: Value): boolean {
  return several(isValues(principal) ? principal.AWS : principal).includes("*");
}
