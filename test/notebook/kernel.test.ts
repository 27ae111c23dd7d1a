import { afterEach, describe, expect, it, vi } from "vitest";
import {
  bundleWriter,
  inKernel,
  kernelTypeScript,
  publicTslab,
} from "../../src/notebook/kernel.js";

afterEach(() => vi.unstubAllGlobals());

describe("outside a kernel", () => {
  it("there is neither of tslab's doors, nor Deno's, which throws when it runs a program", () => {
    vi.stubGlobal("Deno", {
      get jupyter() {
        throw new Error("Deno.jupyter is only available in `deno jupyter` subcommand");
      },
    });

    expect(bundleWriter()).toBeUndefined();
    expect(publicTslab()).toBeUndefined();
    expect(inKernel()).toBe(false);
  });

  it("the TypeScript that checks cells is found all the same", () => {
    expect(kernelTypeScript().version).toMatch(/^5\.0\./);
  });
});

it("in Deno's kernel, a bundle and its update are messages of Jupyter's protocol", () => {
  const broadcast = vi.fn();
  vi.stubGlobal("Deno", { jupyter: { broadcast } });
  expect(inKernel()).toBe(true);
  const message = {
    data: { "text/plain": "1 of 2" },
    metadata: {},
    transient: { display_id: "a" },
  };
  bundleWriter()?.(message, false);
  bundleWriter()?.(message, true);
  expect(broadcast.mock.calls).toEqual([
    ["display_data", message],
    ["update_display_data", message],
  ]);
});

describe("publicTslab", () => {
  it("is what a cell would import, by the `require` that the kernel left for its cells", () => {
    const tslab = { display: {}, newDisplay: () => ({}) };
    vi.stubGlobal("__tslab__", { require: (id: string) => (id === "tslab" ? tslab : undefined) });
    expect(publicTslab()).toBe(tslab);
    expect(inKernel()).toBe(true);
  });

  it("is nothing where that `require` fails or isn't there", () => {
    vi.stubGlobal("__tslab__", {
      require: () => {
        throw new Error("no such module");
      },
    });
    expect(publicTslab()).toBeUndefined();
    vi.stubGlobal("__tslab__", {});
    expect(publicTslab()).toBeUndefined();
  });
});
