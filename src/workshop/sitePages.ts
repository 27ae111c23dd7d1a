/** Pages come next. */
export async function writePages(_root: string, _target: string): Promise<number> {
  return 0;
}
