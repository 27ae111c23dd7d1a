/**
 * A message with the options as they are called on the command line.
 *
 * @example console.log(optionWords('choose one with { label: "y" }')) // prints: choose one with --truth-column "y"
 */
export function optionWords(message: string): string {
  return inProgramNames.reduce(
    (text, [pattern, instead]) => text.replace(pattern, instead),
    message.replace(plainNames, (_, names: string) => {
      const list = names.replaceAll('"', "").replaceAll(", ", ",");
      return `--labels ${list}${list.includes(",") ? "" : ","}`;
    }),
  );
}

/** Names that a shell takes as they are. */
const plainNames = /\{ id2label: \[("[\w.-]+"(?:, "[\w.-]+")*)\] \}/g;

/** What options are called in a program of one's own → here. */
const inProgramNames: readonly [pattern: RegExp, text: string][] = [
  [
    /readPredictions\("([^"]*)", \{ label_ids: "([^"]*)" \}\)/g,
    "reading-logits read $1 --truth $2",
  ],
  [/\{ name: ("[^"]*"|…) \}/g, "--name $1"],
  [/\{ label: ("[^"]*"|…) \}/g, "--truth-column $1"],
  [/\{ function_to_apply: "(\w+)" \}/g, "--function $1"],
  [/\{ label: null \}/g, "--no-truth"],
  [/\{ text: ("[^"]*"|…) \}/g, "--text-column $1"],
  [/\{ id2label: [^}]*\}|\{ id2label \}/g, "--labels"],
  [
    /needs one label for each logit: id2label has 2 labels, a row has 1 logits?/,
    "its rows have one number, and the model's classes as given have 2 names; name the class that the number speaks for, --labels POSITIVE, with the comma, or save both numbers",
  ],
  [
    /needs one label for each logit: id2label has (\d+) labels?, a row has (\d+) logits?/,
    "its rows have $2 numbers, and the model's classes as given have $1 names; give one for each",
  ],
  [
    /needs thresholds by label, got threshold\[("[^"]*")\], which is no label/,
    "--threshold names the class $1, and there is none",
  ],
  [/\{ label_ids: [^}]*\}|\{ label_ids \}/g, "--truth"],
];
