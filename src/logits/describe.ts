/** Says in a few words what a value is, for the end of an error: `null`, `the string "0.3"`, `NaN`, `an array of 2`. */
export function describe(value: unknown): string {
  if (value === null || value === undefined || typeof value === "number") return String(value);
  if (typeof value === "string") return `the string ${JSON.stringify(shorten(value))}`;
  if (typeof value === "bigint") return `the bigint ${shorten(`${value}`)}n`;
  if (typeof value === "boolean") return `the boolean ${value}`;
  if (typeof value !== "object") return `a ${typeof value}`;
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (ArrayBuffer.isView(value)) return `a ${kindOf(value)} of ${lengthOf(value)}`;
  if ("data" in value && "dims" in value) return `a tensor with dims ${describeDims(value.dims)}`;
  return `an object with ${shorten(Object.keys(value).join(", ")) || "no properties"}`;
}

/** `[2, 3]` */
export function describeDims(dims: unknown): string {
  return Array.isArray(dims) || ArrayBuffer.isView(dims)
    ? `[${String(dims).replaceAll(",", ", ")}]`
    : describe(dims);
}

/** The class's name, also for objects from another realm (a notebook cell runs in its own). */
export function kindOf(value: object): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}

function lengthOf(view: ArrayBufferView): number {
  return "length" in view ? Number(view.length) : view.byteLength;
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
