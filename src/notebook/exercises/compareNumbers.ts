/**
 * A remark on a list of numbers that should be another one, or `true` when it is, within `tolerance`.
 *
 * @param expected shape `[n]`
 */
export function compareNumbers(
  answer: unknown,
  expected: readonly number[],
  tolerance: number,
): true | string {
  if (!Array.isArray(answer) || answer.some((value) => typeof value !== "number")) {
    return `a list of ${expected.length} numbers is asked for.`;
  }
  if (answer.length !== expected.length) {
    return `${expected.length} numbers are asked for, and there are ${answer.length}.`;
  }
  const wrong = expected.findIndex((value, i) => !(Math.abs(answer[i] - value) <= tolerance));
  return wrong === -1 || `number ${wrong + 1} of your list is off.`;
}
