/** Labels that would do something if they were read as anything but text. */
export const hostileLabels = [
  "<script>alert(1)</script>",
  "<a href='javascript:alert(1)'>click</a>",
  '<a href="https://example.com">click</a>',
  "<img src=x onerror=alert(1)>",
  "&lt;b&gt;bold&lt;/b&gt;",
  "&#60;b&#62;",
  "%{x} %{customdata[0]} %{meta.description}",
  "$\\href{javascript:alert(1)}{x}$",
  "<br><br><br>",
  "<constructor>",
  "__proto__",
  "'] + alert(1) + ['",
  "\u202Edesrever\u202C",
  "two\nlines",
  "a".repeat(10_000),
];
