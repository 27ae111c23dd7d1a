// Each lesson's exercises register themselves when they are loaded: one line a file, in the order of the lessons.
// import "./lesson01.js";
export {};
