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

    private readonly InputLink _link;
    private readonly long _end;
    private readonly Func<InputLink, long, long, CancellationToken, Task<Stream>> _open;
    private readonly Backoff _backoff;
    private readonly TimeProvider _time;
    private readonly IncrementalHash? _hash;
    private Stream? _connection;
    private long _position;

    public ResumingStream(
        InputLink link,
        long start,
        long end,
        Func<InputLink, long, long, CancellationToken, Task<Stream>> open,
        Backoff backoff,
        TimeProvider time)
    {
        _link = link;
        _end = end;
        _open = open;
        _backoff = backoff;
        _time = time;
        _position = start;

        // Whether the user's own file has changed is for the stage to say: that is an outcome, not broken machinery.
        var whole = start == 0 && end == link.Bytes && link is { Sha256: not null, Role: not ObjectReader.SourceRole };
        _hash = whole ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;
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
        while (_connection is null)
        {
            try
            {
                _connection = await _open(_link, _position, _end, cancellationToken);
            }
            catch (Exception e) when (IsBreak(e, cancellationToken))
            {
                await WaitAsync(e, cancellationToken);
            }
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position == _end || buffer.IsEmpty)
        {
            return 0;
        }

        var wanted = buffer[..(int)Math.Min(buffer.Length, _end - _position)];
        while (true)
        {
            await ConnectAsync(cancellationToken);
            try
            {
                var read = await ReadConnectionAsync(wanted, cancellationToken);
                if (read == 0)
                {
                    throw new EndOfStreamException($"{_link.Role} ended at byte {_position} of {_end}.");
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
            _connection?.Dispose();
            _hash?.Dispose();
        }

        base.Dispose(disposing);
    }

    private static bool IsBreak(Exception e, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested && e is IOException or HttpRequestException or OperationCanceledException;

    private async ValueTask<int> ReadConnectionAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        using var quiet = new CancellationTokenSource(Quiet, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(quiet.Token, cancellationToken);
        return await _connection!.ReadAsync(buffer, either.Token);
    }

    private void Advance(ReadOnlySpan<byte> read)
    {
        _position += read.Length;
        _backoff.Reset();
        _hash?.AppendData(read);
        if (_position == _end && _hash is not null && Convert.ToHexStringLower(_hash.GetHashAndReset()) != _link.Sha256)
        {
            throw new StoreException(StoreException.ObjectCorrupt, $"{_link.Role} does not have the content that was committed.");
        }
    }

    private async Task CloseConnectionAsync()
    {
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
            _connection = null;
        }
    }

    private async Task WaitAsync(Exception cause, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!await _backoff.WaitAsync(cancellationToken))
        {
            throw new StoreException(StoreException.Unavailable, $"Reading {_link.Role} kept breaking: {cause.Message}", cause);
        }
    }
}
