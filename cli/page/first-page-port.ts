/** The page takes the first free port from here on. */
export const FIRST_PAGE_PORT = 4580;
