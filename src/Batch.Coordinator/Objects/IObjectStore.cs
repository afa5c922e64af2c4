namespace Batch.Coordinator.Objects;

/// <summary>
/// Where results and prepared inputs are kept. Objects are written once and never changed. Names are those of
/// <see cref="ObjectName"/>; every method throws <see cref="ArgumentException"/> for any other.
/// </summary>
public interface IObjectStore
{
    /// <summary>Makes the place where objects are kept, unless it is there.</summary>
    /// <exception cref="UnusableObjectStoreException">It cannot be made or reached.</exception>
    Task EnsureAsync(CancellationToken cancellationToken);

    /// <summary>Creates an object; durable when it returns. Of two that create the same name one succeeds.</summary>
    /// <exception cref="ObjectStoreFullException">There is no room; nothing was created.</exception>
    Task<PutOutcome> PutAsync(string name, Stream content, CancellationToken cancellationToken);

    /// <summary>Opens an object, seekable where the store can; null where there is none.</summary>
    /// <param name="name">The object.</param>
    /// <param name="offset">First byte.</param>
    /// <param name="length">Bytes to read; null for the rest.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    Task<Stream?> OpenReadAsync(string name, long offset, long? length, CancellationToken cancellationToken);

    /// <summary>Every object whose name begins with the prefix, in no order. Objects that come and go meanwhile may be missed.</summary>
    /// <param name="prefix">Empty, or one that ends with <c>/</c>.</param>
    /// <param name="cancellationToken">Stops the listing.</param>
    IAsyncEnumerable<ObjectEntry> ListAsync(string prefix, CancellationToken cancellationToken);

    /// <returns>False where there was none.</returns>
    Task<bool> DeleteAsync(string name, CancellationToken cancellationToken);

    /// <summary>Gives back the room of writes that began before then and never ended.</summary>
    Task DiscardUnfinishedAsync(DateTimeOffset before, CancellationToken cancellationToken);
}
