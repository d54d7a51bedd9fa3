/**
 * What Chromium, Node, Firefox, Safari and React Native say if a request got no response. Chromium's words for a script
 * that did not load begin alike.
 */
export const NO_RESPONSE: RegExp =
  /failed to fetch(?! dyn)|fetch failed|networkerror when|(^|: )load failed|network request failed/i
