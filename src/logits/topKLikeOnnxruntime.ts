import { rankRow } from "./rankRow.js";

/**
 * The indices of the largest scores in the order of onnxruntime's TopK, which transformers.js ranks with.
 *
 * That is the usual order, largest first and equals by index, but for NaN: there every comparison is false, so that the
 * order is what its heap makes of that. The heap is done here for up to three of up to three scores or more; from four
 * on, where onnxruntime sorts, NaN leaves the order to the C++ library.
 */
export function topKLikeOnnxruntime(scores: Float32Array, count: number): number[] {
  const hasNaN = scores.some(Number.isNaN);
  if (!hasNaN || count < 2) return rankRow(scores, 0, scores.length, count);
  return heapOrder(scores, count);
}

function heapOrder(scores: Float32Array, count: number): number[] {
  const isBefore = (a: number, b: number) =>
    scores[a] > scores[b] || (scores[a] === scores[b] && a < b);
  const heap: number[] = [];
  for (let index = 0; index < count; index++) {
    heap[count - 1 - index] = index;
    sift(heap, count - 1 - index, count, isBefore);
  }
  for (let index = count; index < scores.length; index++) {
    if (!isBefore(index, heap[0])) continue;
    heap[0] = index;
    sift(heap, 0, count, isBefore);
  }
  const order: number[] = [];
  for (let size = count; size > 0; size--) {
    order.unshift(heap[0]);
    heap[0] = heap[size - 1];
    sift(heap, 0, size - 1, isBefore);
  }
  return order;
}

/** Lets a heap's entry sink to its place: below every parent are the ones that come before it. */
function sift(
  heap: number[],
  start: number,
  size: number,
  isBefore: (a: number, b: number) => boolean,
): void {
  for (let parent = start; ; ) {
    const left = 2 * parent + 1;
    if (left >= size) return;
    const right = left + 1;
    const child = right < size && isBefore(heap[left], heap[right]) ? right : left;
    if (!isBefore(heap[parent], heap[child])) return;
    [heap[parent], heap[child]] = [heap[child], heap[parent]];
    parent = child;
  }
}
