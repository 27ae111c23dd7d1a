import { expect, it } from "vitest";
import { lesson03 } from "../../../src/notebook/predictions/lesson03.js";
import { said } from "./said.js";

it.each<[string, unknown, string]>([
  ["03.a", [1, 1, 2], "Each new row holds one class"],
  ["03.a", "an error", "Three rows of three numbers"],
  ["03.b", "an error", "JavaScript has no such check"],
  ["03.b", "three labels", "Only a NumPy array"],
  ["03.c", "grow", "All three can't grow"],
  ["03.d", "both", "That is what the exponential is for"],
  ["03.e", "all three", "A and B grow by the same factor"],
  ["03.f", "stays", "Its logit stays"],
  ["03.g", "the first", "By entropy it is"],
  ["03.h", "joy", "A reader lets what follows"],
  ["03.h", "anger", "The sentence names two feelings"],
  ["03.i", "a feeling", "It would have to"],
  ["03.j", "neutral", "Neutral was learned"],
  ["03.j", "sadness", "Envy isn't on the list"],
  ["03.k", "neutral", "That goes by recall"],
  ["03.k", "joy", "That goes by F1"],
  ["03.k", "fear", "Precision is what says"],
  ["03.l", "75 %", "That is how it does on plain ones"],
  ["03.l", 0.14, "Guessing would give one in seven"],
  ["03.l", 0.5, "That is about its accuracy"],
  ["03.l", 1, "It listens for words"],
  ["03.m", "many, two, one", "A high entropy"],
  ["03.n", 90, "That takes the probability at its word"],
  ["03.n", 95, "That is what these answers claim"],
  ["03.n", 100, "Sure isn't right"],
  ["03.n", 49, "That is the accuracy of all"],
  ["03.o", "the winner", "B wins in row 0"],
  ["03.o", "nothing", "Halving T"],
])("%s answered with %j is told: %s …", (id, answer, thought) => {
  expect(said(lesson03, id, answer)).toMatch(thought);
});

it.each<[string, unknown]>([
  ["03.a", [0, 1, 2]],
  ["03.b", "no label"],
  ["03.c", "stay"],
  ["03.d", "neither"],
  ["03.e", "the probabilities"],
  ["03.f", "falls"],
  ["03.g", "it depends"],
  ["03.h", "fear"],
  ["03.i", "neutral"],
  ["03.j", "joy"],
  ["03.k", "disgust"],
  ["03.l", "9 %"],
  ["03.m", "one, two, many"],
  ["03.n", 83],
  ["03.o", "the same numbers"],
])("%s answered with %j is right", (id, answer) => {
  expect(said(lesson03, id, answer)).toBe("right");
});
