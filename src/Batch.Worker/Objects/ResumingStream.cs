using System.Security.Cryptography;
using Batch.Contracts.Objects;

namespace Batch.Worker.Objects;

/// <summary>
/// A range of an object as one stream. When the connection breaks, goes quiet or ends early, reading goes on from the
/// same byte on a new one. An object read whole is compared with its hash at the end.
/// </summary>
internal sealed class ResumingStream : Stream
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(30);

    private readonly InputLink link;
    private readonly long end;
    private readonly Func<InputLink, long, long, CancellationToken, Task<Stream>> open;
    private readonly Backoff backoff;
    private readonly TimeProvider time;
    private readonly IncrementalHash? hash;
    private Stream? connection;
    private long position;

    public ResumingStream(
        InputLink link,
        long start,
        long end,
        Func<InputLink, long, long, CancellationToken, Task<Stream>> open,
        Backoff backoff,
        TimeProvider time)
    {
        this.link = link;
        this.end = end;
        this.open = open;
        this.backoff = backoff;
        this.time = time;
        position = start;

        // Whether the user's own file has changed is for the stage to say: that is an outcome, not broken machinery.
        var whole = start == 0 && end == link.Bytes && link is { Sha256: not null, Role: not ObjectReader.SourceRole };
        hash = whole ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public async Task ConnectAsync(CancellationToken cancellationToken)
    {
        while (connection is null)
        {
            try
            {
                connection = await open(link, position, end, cancellationToken);
            }
            catch (Exception e) when (IsBreak(e, cancellationToken))
            {
                await WaitAsync(e, cancellationToken);
            }
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (position == end || buffer.IsEmpty)
        {
            return 0;
        }

        var wanted = buffer[..(int)Math.Min(buffer.Length, end - position)];
        while (true)
        {
            await ConnectAsync(cancellationToken);
            try
            {
                var read = await ReadConnectionAsync(wanted, cancellationToken);
                if (read == 0)
                {
                    throw new EndOfStreamException($"{link.Role} ended at byte {position} of {end}.");
                }

                Advance(wanted[..read].Span);
                return read;
            }
            catch (Exception e) when (IsBreak(e, cancellationToken))
            {
                await CloseConnectionAsync();
                await WaitAsync(e, cancellationToken);
            }
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("Read this stream asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            connection?.Dispose();
            hash?.Dispose();
        }

        base.Dispose(disposing);
    }

    private static bool IsBreak(Exception e, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested && e is IOException or HttpRequestException or OperationCanceledException;

    private async ValueTask<int> ReadConnectionAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        using var quiet = new CancellationTokenSource(Quiet, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(quiet.Token, cancellationToken);
        return await connection!.ReadAsync(buffer, either.Token);
    }

    private void Advance(ReadOnlySpan<byte> read)
    {
        position += read.Length;
        backoff.Reset();
        hash?.AppendData(read);
        if (position == end && hash is not null && Convert.ToHexStringLower(hash.GetHashAndReset()) != link.Sha256)
        {
            throw new StoreException(StoreException.ObjectCorrupt, $"{link.Role} does not have the content that was committed.");
        }
    }

    private async Task CloseConnectionAsync()
    {
        if (connection is not null)
        {
            await connection.DisposeAsync();
            connection = null;
        }
    }

    private async Task WaitAsync(Exception cause, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!await backoff.WaitAsync(cancellationToken))
        {
            throw new StoreException(StoreException.Unavailable, $"Reading {link.Role} kept breaking: {cause.Message}", cause);
        }
    }
}
