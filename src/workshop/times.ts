import {
  lessonNames,
  lessonsNamed,
  type Notebook,
  notebookPath,
  readNotebook,
  textOf,
} from "./notebooks.js";

/** Prints how long each lesson takes (or those named), section by section for a single one, and what its text says. */
export async function times(root: string, wanted: string[]): Promise<number> {
  const all = (await lessonNames(root)).filter((name) => /^\d/.test(name));
  const names = lessonsNamed(all, wanted);
  console.log(row("minutes", ...marks, "in all"));
  for (const name of names) {
    const lesson = await readNotebook(notebookPath(root, name, "learner"));
    if (names.length === 1) {
      for (const { heading, mark, minutes } of sectionTimes(lesson)) {
        console.log(row(`  ${heading}`, ...marks.map((each) => (each === mark ? minutes : 0))));
      }
    }
    const minutes = lessonTimes(lesson);
    console.log(row(name, ...marks.map((mark) => minutes[mark]), total(minutes)));
    const stated = statedTimes(lesson);
    console.log(row("  as it says", ...marks.map((mark) => stated[mark]), total(stated)));
  }
  return 0;
}

/** What a section is marked with, in the line under its heading. */
export const marks = ["core", "if time", "at home"] as const;

type Mark = (typeof marks)[number];

export type Minutes = Record<Mark, number>;

/** One section of a lesson, from its heading to the next, and how long it takes. */
export interface Section {
  heading: string;
  mark: Mark;
  minutes: number;
}

/** Reading at 180 words a minute, 15 s for a cell, two minutes for a chart, three and a half for an exercise. */
const pace = { word: 1 / 180, cell: 0.25, chart: 2, exercise: 3.5 };

/** How long each section of a lesson takes; without a mark of its own, a section is core. */
export function sectionTimes({ cells }: Notebook): Section[] {
  const sections: Section[] = [];
  const last = () => sections[sections.length - 1];
  for (const { cell_type, metadata, source } of cells) {
    const text = textOf(source);
    if (cell_type === "code") {
      last().minutes += minutesOf(text, metadata.tags?.includes("starter") ?? false);
      continue;
    }
    for (const line of withoutCode(text).split("\n")) {
      const [, heading] = /^#{1,3} (.+)/.exec(line) ?? [];
      if (heading) sections.push({ heading, mark: "core", minutes: 0 });
      const [, mark] = /^\*(.+)\*$/.exec(line.trim().toLowerCase()) ?? [];
      if (isMark(mark)) last().mark = mark;
      else last().minutes += wordsIn(line) * pace.word;
    }
  }
  return sections;
}

const isMark = (text: string | undefined): text is Mark => marks.some((mark) => mark === text);

function minutesOf(code: string, isExercise: boolean): number {
  if (isExercise) return pace.exercise;
  return pace.cell + (/\bawait show\(/.test(code) ? pace.chart : 0);
}

/** A lesson's text without its examples in Python and TypeScript, which are looked at and not read. */
const withoutCode = (text: string) => text.replace(/```.*?```/gs, "").replace(/<[^>]+>/g, "");

const wordsIn = (line: string) => line.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu)?.length ?? 0;

/** How long a lesson takes, by the marks of its sections. */
export function lessonTimes(lesson: Notebook): Minutes {
  const minutes: Minutes = { core: 0, "if time": 0, "at home": 0 };
  for (const section of sectionTimes(lesson)) minutes[section.mark] += section.minutes;
  return minutes;
}

/** What a lesson says of its time: "**Time** 20 minutes, 10 more if there is time, and 15 at home." */
export function statedTimes({ cells }: Notebook): Minutes {
  const texts = cells.map(({ source }) => textOf(source));
  const line = texts
    .flatMap((text) => text.split("\n"))
    .find((each) => each.startsWith("**Time**"));
  const number = (pattern: RegExp) => Number(pattern.exec(line ?? "")?.[1] ?? 0);
  return {
    core: number(/\*\*Time\*\* (\d+) minutes/),
    "if time": number(/(\d+) more if there is time/),
    "at home": number(/(\d+) at home/),
  };
}

const total = (minutes: Minutes) => marks.reduce((sum, mark) => sum + minutes[mark], 0);

/** A line of the table: a name, and minutes or headings. */
function row(name: string, ...values: (number | string)[]): string {
  const cells = values.map((value) => {
    if (typeof value === "string") return value.padStart(8);
    return (value === 0 ? "" : value.toFixed(1)).padStart(8);
  });
  return `${name.slice(0, 44).padEnd(44)}${cells.join("")}`.trimEnd();
}
