/** How far the download of one file has come, in bytes; `total` is missing when the server doesn't say it. */
export interface DownloadProgress {
  file: string;
  loaded: number;
  total?: number;
}
