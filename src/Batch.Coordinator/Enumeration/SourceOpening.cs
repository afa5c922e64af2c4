namespace Batch.Coordinator.Enumeration;

/// <summary>What became of opening a job's source for listing.</summary>
internal abstract record SourceOpening
{
    private SourceOpening()
    {
    }

    /// <param name="Names">Streamed; to be read once, to its end or until it is disposed.</param>
    public sealed record Opened(IAsyncEnumerable<ListedName> Names) : SourceOpening;

    /// <summary>It cannot be listed now; the same is tried again until it can, or the job is cancelled.</summary>
    /// <param name="Reason">What the job waits for.</param>
    public sealed record Blocked(string Reason) : SourceOpening;
}
