/** The browser's half of `page/readPageFile.ts`: the site has these files in a folder beside the kit's modules. */
export function pageFile(name: string): Promise<string> {
  return textOf(name);
}

export function packageBuild(name: string): Promise<string> {
  return textOf(`${name}.min.js`);
}

async function textOf(file: string): Promise<string> {
  const address = new URL(`../page/${file}`, import.meta.url);
  const response = await fetch(address);
  if (!response.ok) throw new Error(`the site answers ${response.status} for ${address}`);
  return response.text();
}
