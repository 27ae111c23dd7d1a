/** What a file must be: its size in bytes and its SHA-256 in hexadecimal. */
export interface ManifestEntry {
  size: number;
  sha256: string;
}

/** The files of a folder by relative path, always with `/`: `{ files: { "sst2/config.json": { size: 975, … } } }`. */
export interface Manifest {
  about: string;
  files: Record<string, ManifestEntry>;
}

/** The manifest's own name; it can't list itself. */
export const MANIFEST_FILE = "manifest.json";
