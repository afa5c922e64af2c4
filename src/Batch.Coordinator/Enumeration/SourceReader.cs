using Batch.Contracts.Kinds;
using Batch.Coordinator.Blobs;
using Batch.Coordinator.Files;
using Batch.Coordinator.Storage;
using Batch.Core.Items;
using Microsoft.EntityFrameworkCore;

namespace Batch.Coordinator.Enumeration;

/// <summary>Looks at the files of pending items: head, size, time and, where it is not known yet, the whole content.</summary>
internal sealed class SourceReader(Store store, BlobSources blobs) : IDisposable
{
    private const int HeadBytes = 4_096;

    // More would only make a disk seek.
    private readonly SemaphoreSlim _hashing = new(2);

    public void Dispose() => _hashing.Dispose();

    public async Task<SourceLook> LookAsync(IJobKind kind, ItemSource source, CancellationToken cancellationToken)
    {
        if (BlobPath.TryParse(source.Path, out var blob))
        {
            return await blobs.LookAsync(kind, source, blob.Value, cancellationToken);
        }

        switch (SourceFile.Open(source.Path))
        {
            case SourceFile.Opened opened:
                await using (opened.Content)
                {
                    return await LookAsync(kind, source, opened, cancellationToken);
                }

            case SourceFile.Refused refused:
                return Unreadable(source, refused.Why);
            default:
                return new SourceLook.Fail(new ItemFailure(
                    "source_gone",
                    $"{source.Name} is not there any more.",
                    "Put it back and retry the failed items, or leave it."));
        }
    }

    private async Task<SourceLook> LookAsync(IJobKind kind, ItemSource source, SourceFile.Opened opened, CancellationToken cancellationToken)
    {
        try
        {
            var head = new byte[HeadBytes];
            var read = await opened.Content.ReadAtLeastAsync(head, HeadBytes, throwOnEndOfStream: false, cancellationToken);
            if (read > 0 && kind.SkipReason(Path.GetFileName(source.Path), head.AsSpan(0, read)) is { } reason)
            {
                return new SourceLook.Skip(new ItemFailure("not_an_input", $"{source.Name} is skipped: {reason}.", "Nothing is to be done."));
            }

            return await IdentifyAsync(source, opened, cancellationToken);
        }
        catch (IOException error)
        {
            return Unreadable(source, error.Message);
        }
    }

    private async Task<SourceLook> IdentifyAsync(ItemSource source, SourceFile.Opened opened, CancellationToken cancellationToken)
    {
        var known = await store.ReadAsync(
            db => db.KnownFiles.SingleOrDefaultAsync(f => f.Path == source.Path, cancellationToken),
            cancellationToken);
        if (known is not null && known.Bytes == opened.Bytes && known.ModifiedTicks == opened.ModifiedTicks)
        {
            return new SourceLook.Content(opened.Bytes, opened.ModifiedTicks, known.Sha256);
        }

        await _hashing.WaitAsync(cancellationToken);
        try
        {
            opened.Content.Position = 0;
            var (sha256, bytes) = await FileHash.OfAsync(opened.Content, opened.Bytes, cancellationToken);
            return bytes == opened.Bytes && File.GetLastWriteTimeUtc(opened.Content.SafeFileHandle).Ticks == opened.ModifiedTicks
                ? new SourceLook.Content(bytes, opened.ModifiedTicks, sha256)
                : new SourceLook.Fail(new ItemFailure(
                    "source_changed",
                    $"{source.Name} changed while it was read.",
                    "Retry the failed items once it is written completely."));
        }
        finally
        {
            _hashing.Release();
        }
    }

    private static SourceLook.Fail Unreadable(ItemSource source, string why) =>
        new(new ItemFailure("unreadable", $"{source.Name} cannot be read: {why}.", "Give read permission and retry the failed items."));
}
