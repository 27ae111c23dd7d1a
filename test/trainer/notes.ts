import { afterEach, beforeEach, vi } from "vitest";

/** Collects what a test file's tests print as notes, anew for each test, instead of printing it. */
export function collectNotes(): string[] {
  const said: string[] = [];
  beforeEach(() => {
    said.length = 0;
    vi.spyOn(console, "info").mockImplementation((text) => said.push(text));
  });
  afterEach(() => vi.restoreAllMocks());
  return said;
}
