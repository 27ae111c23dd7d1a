/** Any value that JSON can hold. */
export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;

/** A JSON object: what a chart's specification is made of. */
export interface JsonObject {
  [key: string]: JsonValue;
}

/**
 * One output of a notebook cell in several forms, by MIME type; the front end shows the richest form that it knows.
 *
 * Text and base64 pictures are strings, Vega-Lite and Plotly specifications are objects.
 */
export interface MimeBundle {
  [mimeType: string]: string | JsonObject;
}
