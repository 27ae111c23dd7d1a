import { rankInto } from "./rankInto.js";

/**
 * The indices of the largest scores in the order of onnxruntime's TopK, which transformers.js ranks with.
 *
 * That is the usual order, largest first and equals by index, but for NaN: there every comparison is false, and the
 * order is what its heap makes of that. The same for up to three labels; from four on it sorts, and with NaN among the
 * scores the order is then the C++ library's.
 */
export function topKLikeOnnxruntime(scores: Float32Array, count: number): number[] {
  const hasNaN = scores.some(Number.isNaN);
  if (!hasNaN) return rankInto(scores, 0, scores.length, count, new Array<number>(count));
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
    const child = weakerChild(heap, parent, size, isBefore);
    if (child < 0) return;
    [heap[parent], heap[child]] = [heap[child], heap[parent]];
    parent = child;
  }
}

/** The child to change places with, or -1: asked in the order of the original, since with NaN the order matters. */
function weakerChild(
  heap: number[],
  parent: number,
  size: number,
  isBefore: (a: number, b: number) => boolean,
): number {
  const [left, right] = [2 * parent + 1, 2 * parent + 2];
  if (left >= size) return -1;
  const beatsLeft = isBefore(heap[parent], heap[left]);
  if (right >= size) return beatsLeft ? left : -1;
  if (beatsLeft && isBefore(heap[right], heap[left])) return left;
  return beatsLeft || isBefore(heap[parent], heap[right]) ? right : -1;
}
