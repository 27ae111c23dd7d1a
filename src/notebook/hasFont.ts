let answer: Promise<boolean> | undefined;

/**
 * Whether this machine has any font for pictures. Without one every letter is drawn as the same empty box (bare containers),
 * and a chart of boxes is worse than none. Found out once: two different letters must give two different pictures.
 */
export function hasFont(): Promise<boolean> {
  answer ??= lettersDiffer();
  return answer;
}

async function lettersDiffer(): Promise<boolean> {
  const [i, o] = await Promise.all([pixelsOf("I"), pixelsOf("O")]);
  return !i.equals(o);
}

async function pixelsOf(letter: string): Promise<Buffer> {
  const { default: sharp } = await import("sharp");
  const text = `<text x="4" y="24" font-size="20" font-family="sans-serif">${letter}</text>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32">${text}</svg>`;
  return sharp(Buffer.from(svg)).raw().toBuffer();
}
