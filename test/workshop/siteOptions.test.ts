import { expect, it } from "vitest";
import { siteOptions } from "../../src/workshop/siteOptions.js";

it("the site is made alone, packed, served, or both", () => {
  expect(siteOptions([])).toEqual({ zip: false, serve: false, port: undefined });
  expect(siteOptions(["--zip", "--serve", "--port=0"])).toEqual({
    zip: true,
    serve: true,
    port: 0,
  });
});

it.each([
  [["--zp"], "npm run site has no option --zp: it takes --zip,"],
  [["--zip=yes"], "has no option --zip=yes"],
  [["01"], "has no option 01"],
  [["--serve", "--port"], '--port needs a number from 0 to 65535, not "".'],
  [["--serve", "--port", "70000"], 'not "70000"'],
  [["--serve", "--port", "80 80"], 'not "80 80"'],
  [["--port", "8080"], "--port is the port of the server: add --serve"],
])("%j is refused in one sentence", (args, sentence) => {
  expect(() => siteOptions(args)).toThrow(
    expect.objectContaining({ name: "WorkshopError", message: expect.stringContaining(sentence) }),
  );
});
