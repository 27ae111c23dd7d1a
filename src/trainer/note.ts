/** Says something that a person should know and that stops nothing, on standard output: in a notebook a plain line under the cell. */
export function note(text: string): void {
  console.info(`Note: ${text}`);
}
