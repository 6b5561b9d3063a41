/** As wide as a page's text and pictures may become. */
export const column = 'mx-auto w-full max-w-288 px-5 sm:px-8';
