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
    private readonly List<WrittenObject> written = [];
    private FileStream? part;
    private long inPart;

    public IReadOnlyList<WrittenObject> Written => written;

    public async ValueTask AddAsync(ReadOnlyMemory<short> samples, CancellationToken cancellationToken)
    {
        while (!samples.IsEmpty)
        {
            part ??= new FileStream(PartFile, FileMode.CreateNew, FileAccess.Write, FileShare.None, 128 * 1024);
            var room = (int)Math.Min(samples.Length, samplesPerPart - inPart);
            part.Write(MemoryMarshal.AsBytes(samples[..room].Span));
            inPart += room;
            samples = samples[room..];
            if (inPart == samplesPerPart)
            {
                await StoreAsync(cancellationToken);
            }
        }
    }

    /// <summary>Stores the last part.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        if (part is not null)
        {
            await StoreAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (part is not null)
        {
            await part.DisposeAsync();
        }
    }

    private string PartName => PartLayout.Name(stream, written.Count);

    private string PartFile => Path.Combine(run.ScratchFolder, PartName);

    private async Task StoreAsync(CancellationToken cancellationToken)
    {
        await part!.DisposeAsync();
        part = null;
        inPart = 0;
        var file = PartFile;
        written.Add(await run.WriteOutputAsync(PartName, file, cancellationToken));
        File.Delete(file);
    }
}
