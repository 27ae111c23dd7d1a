import { expect, it } from "vitest";
import { comparePassports, passportIn } from "../../src/report/comparePassports.js";
import { passportOf } from "../../src/report/passportOf.js";
import { readFrom } from "./readFrom.js";

const csv = "joy,fear\n2,-3\n-1,4\n";
const passport = async (text = csv, options = {}) =>
  passportOf(await readFrom(text, options), { files: [] });

it("the same numbers, read in the same way or another; other numbers, in the same shape or another", async () => {
  const first = await passport();
  const verdict = async (text: string, options = {}) =>
    comparePassports(first, await passport(text, options)).verdict;
  expect(await verdict(csv)).toBe("the same numbers, read in the same way");
  expect(await verdict(csv, { function_to_apply: "sigmoid" })).toBe(
    "the same numbers, but read in another way",
  );
  expect(await verdict(csv.replace("4", "5"))).toBe("other numbers, in the same shape");
  expect(await verdict(`${csv}0,9\n`)).toBe("other numbers, in another shape");
});

it("names what differs, and not the date or the name of a file", async () => {
  const first = await passport();
  const later = {
    ...first,
    date: "2030-01-01T00:00:00.000Z",
    model: { name: "sst2", sha256: "ab", files: 6 },
    truncation: "2 of 2 texts cut to 512 tokens",
    versions: { ...first.versions, node: "99.0.0" },
  };
  const { differences } = comparePassports(first, later);
  expect(differences.map(({ what }) => what)).toEqual(["model", "truncation", "versions"]);
  expect(differences[0]).toEqual({ what: "model", first: "not recorded", second: "sst2 (ab)" });
});

it("is found in a page and in JSON, and nowhere else", async () => {
  const first = await passport();
  const json = JSON.stringify(first);
  expect(passportIn(json)).toEqual(first);
  const page = `<html><script type="application/json" id="passport">${json}</script>`;
  expect(passportIn(page)).toEqual(first);
  for (const text of [
    "",
    "{}",
    "null",
    "[1]",
    '{"passport":1}',
    '{"passport":2,"logits_sha256":"a"}',
  ]) {
    expect(passportIn(text), text).toBeUndefined();
  }
});
