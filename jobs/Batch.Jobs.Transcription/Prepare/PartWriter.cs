using System.Runtime.InteropServices;
using Batch.Contracts.Kinds;
using Batch.Contracts.Objects;
using Batch.Jobs.Transcription.Audio;

namespace Batch.Jobs.Transcription.Prepare;

/// <summary>
/// Writes a stream of samples as numbered parts. A full part is stored and deleted at once, so that the scratch folder
/// never holds more than one.
/// </summary>
internal sealed class PartWriter(IStageRun run, int stream, long samplesPerPart = PartLayout.SamplesPerPart) : IAsyncDisposable
{
    private readonly List<WrittenObject> _written = [];
    private FileStream? _part;
    private long _inPart;

    public IReadOnlyList<WrittenObject> Written => _written;

    public async ValueTask AddAsync(ReadOnlyMemory<short> samples, CancellationToken cancellationToken)
    {
        while (!samples.IsEmpty)
        {
            _part ??= new FileStream(PartFile, FileMode.CreateNew, FileAccess.Write, FileShare.None, 128 * 1024);
            var room = (int)Math.Min(samples.Length, samplesPerPart - _inPart);
            _part.Write(MemoryMarshal.AsBytes(samples[..room].Span));
            _inPart += room;
            samples = samples[room..];
            if (_inPart == samplesPerPart)
            {
                await StoreAsync(cancellationToken);
            }
        }
    }

    /// <summary>Stores the last part.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        if (_part is not null)
        {
            await StoreAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_part is not null)
        {
            await _part.DisposeAsync();
        }
    }

    private string PartName => PartLayout.Name(stream, _written.Count);

    private string PartFile => Path.Combine(run.ScratchFolder, PartName);

    private async Task StoreAsync(CancellationToken cancellationToken)
    {
        await _part!.DisposeAsync();
        _part = null;
        _inPart = 0;
        var file = PartFile;
        _written.Add(await run.WriteOutputAsync(PartName, file, cancellationToken));
        File.Delete(file);
    }
}
