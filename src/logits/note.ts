/** Prints something worth knowing that stops nothing, to standard output: in a notebook, a plain line under the cell. */
export function note(text: string): void {
  console.info(`Note: ${text}`);
}
