/**
 * `true` if an answer is the expected list of numbers, within `tolerance`, otherwise a remark on what is wrong with it.
 *
 * @param expected shape `[n]`
 */
export function compareNumbers(
  answer: unknown,
  expected: readonly number[],
  tolerance: number,
): true | string {
  if (!Array.isArray(answer) || answer.some((value) => typeof value !== "number")) {
    return `the exercise asks for a list of ${expected.length} numbers.`;
  }
  if (answer.length !== expected.length) {
    return `the exercise asks for ${expected.length} numbers, and your list has ${answer.length}.`;
  }
  const wrong = expected.findIndex((value, i) => !(Math.abs(answer[i] - value) <= tolerance));
  return wrong === -1 || `number ${wrong + 1} in your list is off.`;
}
