/** Subscribers of a feed. */
export class Handlers<T> {
  private readonly handlers = new Set<(news: T) => void>();

  /** @returns a function that ends the subscription */
  add(handler: (news: T) => void): () => void {
    this.handlers.add(handler);
    return () => this.handlers.delete(handler);
  }

  tell(news: T): void {
    for (const handler of this.handlers) handler(news);
  }
}
