/** Takes query, fragment and credentials out of the URLs and paths in a text, such as an error's message. */
export const stripUrls = (text: string): string =>
  text.replace(/\/\/[^\s/?#@]*@/g, '//').replace(/(\/[^\s?#]*)[?#][^\s"'<>)]*/g, '$1')
