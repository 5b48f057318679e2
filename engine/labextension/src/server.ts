/** What the course's server is asked. It answers about pages of the course; for anything else there is no answer. */

import { URLExt } from "@jupyterlab/coreutils";
import { ServerConnection } from "@jupyterlab/services";

/** A place in a page: a cell, and how many pixels of it are above the window. */
export interface Place {
  cell: string;
  offset: number;
}

export interface Link {
  path: string;
  title: string;
}

/** What the server knows of a page. `cells` holds the SHA-256 of each cell of code as it was built, by its id. */
export interface Facts {
  slug: string;
  kind: "lesson" | "exercises" | "solutions";
  previous: Link | null;
  up: Link | null;
  next: Link | null;
  beside: Link | null;
  cells: Record<string, string>;
  place: Place | null;
}

/** A word of the course, and who says so. */
export interface Word {
  heading: string;
  definition: string;
  sources: { short: string; url: string }[];
}

const settings = ServerConnection.makeSettings();

/** Ask the server; null if it has no answer, or cannot be reached. */
export async function ask<T>(what: string, init: RequestInit = {}): Promise<T | null> {
  try {
    const response = await ServerConnection.makeRequest(URLExt.join(settings.baseUrl, "lessonkit", what), init, settings);
    return response.ok && response.status !== 204 ? await response.json() : null;
  } catch {
    return null;
  }
}

export function askPage(path: string): Promise<Facts | null> {
  return ask(`page?path=${encodeURIComponent(path)}`);
}

export function askWord(key: string): Promise<Word | null> {
  return ask(`word?key=${encodeURIComponent(key)}`);
}

/** Keep the reader's place, also while the browser is closing the page. */
export function keepPlace(path: string, place: Place): Promise<null> {
  return ask("place", { method: "PUT", body: JSON.stringify({ path, ...place }), keepalive: true });
}

/** Keep the learner's country; an empty code takes the choice back. */
export function keepCountry(code: string): Promise<null> {
  return ask("country", { method: "PUT", body: JSON.stringify({ code }) });
}

/** What the server did to a page, or could not do, in words; it asks for a page as it was built. */
export async function restorePage(path: string): Promise<string> {
  const where = URLExt.join(settings.baseUrl, "lessonkit", "restore");
  try {
    const response = await ServerConnection.makeRequest(where, { method: "POST", body: JSON.stringify({ path }) }, settings);
    return (await response.json()).message;
  } catch {
    return "The server does not answer. Is the course still running?";
  }
}

/** Where the cover of a page is. */
export function coverOf(slug: string): string {
  return `${URLExt.join(settings.baseUrl, "lessonkit", "cover")}?slug=${encodeURIComponent(slug)}`;
}
