using Batch.Core.Items;

namespace Batch.Coordinator.Enumeration;

/// <summary>What a look at the file of a pending item found.</summary>
internal abstract record SourceLook
{
    private SourceLook()
    {
    }

    /// <param name="Bytes">Size.</param>
    /// <param name="ModifiedTicks">Last change.</param>
    /// <param name="Sha256">Of the whole content.</param>
    /// <param name="ETag">Of a blob; null for a file.</param>
    public sealed record Content(long Bytes, long ModifiedTicks, string Sha256, string? ETag = null) : SourceLook;

    public sealed record Skip(ItemFailure Reason) : SourceLook;

    public sealed record Fail(ItemFailure Failure) : SourceLook;
}
