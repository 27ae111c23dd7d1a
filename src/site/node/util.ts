import { inspect as extracted } from "node-inspect-extracted";

/** Node's own `inspect`, taken out of Node. */
export const inspect = extracted;

const tagOf = (value: unknown) => Object.prototype.toString.call(value).slice(8, -1);

/** The browser's half of Node's `util.types`: what the kit asks. */
export const types = {
  isBoxedPrimitive: (value: unknown) =>
    typeof value === "object" &&
    ["Number", "String", "Boolean", "BigInt", "Symbol"].includes(tagOf(value)),
  isDataView: (value: unknown) => value instanceof DataView,
  isDate: (value: unknown) => value instanceof Date,
  isMap: (value: unknown) => value instanceof Map,
  isNativeError: (value: unknown) => value instanceof Error,
  isPromise: (value: unknown) => value instanceof Promise,
};
