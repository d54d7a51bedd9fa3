/** Removes query, fragment and credentials from the URLs and paths in a text, such as an error message. */
export const stripUrlSecrets = (text: string): string =>
  text.replace(/\/\/[^\s/?#@]*@/g, '//').replace(/(\/[^\s?#]*)[?#][^\s"'<>)]*/g, '$1')
