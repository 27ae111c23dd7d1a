/**
 * Turns the bits of half-precision numbers into numbers, for a Node without `Float16Array`.
 *
 * A half is 1 bit of sign, 5 of exponent and 10 of fraction (IEEE 754 binary16): `0x3c00` → 1, `0xc500` → -5.
 */
export function float16ToNumbers(bits: Uint16Array): Float32Array {
  return Float32Array.from(bits, (half) => {
    const sign = half & 0x8000 ? -1 : 1;
    const exponent = (half >> 10) & 0x1f;
    const fraction = half & 0x3ff;
    if (exponent === 0) return sign * fraction * 2 ** -24;
    if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
    return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
  });
}
