interface Shown {
  blob: () => Promise<Blob | null>;
}

/** Svelte action: shows a blob and gives its memory back when the picture goes. */
export function showBlob(image: HTMLImageElement, { blob }: Shown) {
  let url: string | null = null;
  let isGone = false;
  const show = (bytes: Blob | null) => {
    if (isGone || !bytes) return;
    url = URL.createObjectURL(bytes);
    image.src = url;
  };
  // Without it the words in its place stay.
  blob().then(show).catch(reportError);
  return {
    destroy() {
      isGone = true;
      if (url) URL.revokeObjectURL(url);
    }
  };
}
