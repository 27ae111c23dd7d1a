/** From class 0's blue over near white to class 1's vermilion, as Plotly takes a continuous scale of the probability. */
export const probabilityColours: [number, string][] = [
  [0, "#00639C"],
  [0.5, "#F6F6F6"],
  [1, "#B54A00"],
];

/** The same scale in ten steps, one for each tenth of the probability. */
export const bandColours: readonly string[] = [
  "#1972A5",
  "#4A8FB7",
  "#7BADC9",
  "#ACCADB",
  "#DDE7ED",
  "#F0E5DD",
  "#E3C2AC",
  "#D6A07B",
  "#C97E4A",
  "#BC5B19",
];

/** The logit difference at which a probability is reached, the inverse of the sigmoid: ln(p / (1 - p)). */
export function differenceAt(probability: number): number {
  return Math.log(probability / (1 - probability));
}
